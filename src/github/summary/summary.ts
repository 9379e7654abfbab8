import { failureSections } from './failure.js'
import type { SummaryFacts } from './facts.js'
import { headline } from './headline.js'
import { productsSection, recentSection, stepsSection, tasksSection } from './sections.js'
import { starredFacts } from './starred-facts.js'

/** The runner drops a summary over 1 MiB whole (actions/runner, FileCommandManager.cs), and masks may lengthen it. */
const MOST_BYTES = 900_000
const CUT = '_More was left out here, because a summary has a limited size._'

/**
 * The job summary as GitHub-flavoured Markdown: that of a bad end begins with what failed, why and where. Under 900 kB
 * whatever the build; remote text is text in it, and known secrets are starred.
 */
export function summaryOf(given: SummaryFacts): string {
  const facts = starredFacts(given)
  const sections = [
    headline(facts),
    ...failureSections(facts),
    tasksSection(facts),
    stepsSection(facts),
    productsSection(facts),
    recentSection(facts),
  ].filter((section) => section !== undefined)
  return `${bounded(sections).join('\n\n')}\n`
}

/** Whole sections only: a cut one could leave a fence or a table open. */
function bounded(sections: readonly string[]): readonly string[] {
  const kept: string[] = []
  let left = MOST_BYTES - Buffer.byteLength(CUT) - 10
  for (const section of sections) {
    left -= Buffer.byteLength(section) + 2
    if (left < 0) return [...kept, CUT]
    kept.push(section)
  }
  return kept
}
