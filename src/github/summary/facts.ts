import type { Verdict } from '../../core/gate.js'
import type { Outcome } from '../../core/outcome.js'
import type { Artifact, RunFacts, Step } from '../../core/run.js'
import type { Secret } from '../../core/secret.js'
import type { LocatedFinding } from '../../findings/located.js'

/** A build of several tasks: what ran, and what waited for what. */
export interface TaskGraph {
  readonly tasks: readonly GraphTask[]
  /** `to` waits for `from`; both are ids. */
  readonly edges: readonly { readonly from: string; readonly to: string }[]
}

/** `status` in the words of `Step`. */
export interface GraphTask {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly durationMs?: number
  readonly startedAt?: Date
  readonly finishedAt?: Date
}

/** How the task's recent builds came out. */
export interface RecentBuilds {
  /** The period, e.g. 30. */
  readonly days: number
  readonly succeeded?: number
  readonly total?: number
  /** Of how long successful builds took; milliseconds. */
  readonly medianMs?: number
}

/** What the service's own analysis says of a failure. */
export interface FailureCause {
  readonly step: string
  readonly message: string
  readonly code?: string
  /** Its advice, where it has any. */
  readonly advice?: string
}

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
export interface SummaryFacts {
  readonly verdict: Verdict
  readonly outcome: Outcome
  /** The task's name or id. */
  readonly task: string
  /** What is built where no commit is known, e.g. `tag v1.2`. */
  readonly source?: string
  /** What the service said last, where the end was not seen. */
  readonly lastSeen?: RunFacts
  readonly steps: readonly Step[]
  readonly artifacts: readonly Artifact[]
  readonly graph?: TaskGraph
  readonly recent?: RecentBuilds
  readonly causes?: readonly FailureCause[]
  readonly evidence?: LogEvidence
  readonly repository?: Repository
  /** Longest first. */
  readonly secrets: readonly Secret[]
}
