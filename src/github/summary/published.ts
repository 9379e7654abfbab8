import type { LocatedFinding } from '../../findings/index.js'
import type { SummaryFacts } from './facts.js'
import { plainTitle } from './headline.js'
import { starredFacts } from './starred-facts.js'
import { summaryOf } from './summary.js'

/** A run's end for a page of GitHub's other than the job's: inert, and without known secrets. */
export interface PublishedEnd {
  /** Plain text on one line. */
  readonly title: string
  /** The job summary. */
  readonly summary: string
  /** Only those with a place: a check can annotate nothing else. */
  readonly findings: readonly LocatedFinding[]
}

export function publishedEnd(facts: SummaryFacts): PublishedEnd {
  const safe = starredFacts(facts)
  return {
    title: plainTitle(safe),
    summary: summaryOf(facts),
    findings: (safe.evidence?.findings ?? []).filter((finding) => 'file' in finding),
  }
}
