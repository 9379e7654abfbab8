import type { Outcome, RunFacts, RunReport, RunWords, Secret, Verdict } from '../../core/index.js'
import type { LocatedFinding } from '../../findings/index.js'

/** What the log says of a failure. */
export interface LogEvidence {
  /** The last lines of the failed step. */
  readonly tail: readonly string[]
  readonly findings: readonly LocatedFinding[]
  readonly errors: number
  readonly warnings: number
}

/** Where the commit's files can be looked at. */
export interface Repository {
  /** e.g. `https://github.com`. */
  readonly server: string
  /** `owner/name`. */
  readonly name: string
}

/** All that a summary shows. What is absent or empty is left out of it. */
export interface SummaryFacts extends RunReport {
  readonly verdict: Verdict
  readonly outcome: Outcome
  /** What the runs of this system are called. */
  readonly words: RunWords
  /** The task's name or id. */
  readonly owner: string
  /** What is built where no commit is known, e.g. `tag v1.2`. */
  readonly source?: string
  /** What the service said last, where the end was not seen. */
  readonly lastSeen?: RunFacts
  readonly evidence?: LogEvidence
  readonly repository?: Repository
  /** Longest first. */
  readonly secrets: readonly Secret[]
}
