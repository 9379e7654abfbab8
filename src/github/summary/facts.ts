import type {
  GraphTask,
  Outcome,
  RunFacts,
  RunReport,
  RunWords,
  StartedRun,
  Step,
  Verdict,
} from '../../core/index.js'
import type { ShownFinding } from '../../findings/index.js'
import type { Secrets } from '../../text/index.js'

/** What the log says of a failure. */
export interface LogEvidence {
  /** The last lines of the failed step. */
  readonly tail: readonly string[]
  /** In the order in which they are shown. */
  readonly findings: readonly ShownFinding[]
  /** How many there are in all; more than `findings` has. */
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
  readonly secrets: Secrets
}

/** The run that the facts are about, where one was started. */
export function runOf({ outcome }: SummaryFacts): StartedRun | undefined {
  return 'run' in outcome ? outcome.run : undefined
}

/** What the service said last of the run. */
export function runFactsOf({ outcome, lastSeen }: SummaryFacts): RunFacts | undefined {
  return ('ended' in outcome ? outcome.ended.facts : undefined) ?? lastSeen
}

/** The step that failed; the last of several, because the service stops there. */
export function failedStep(steps: readonly Step[]): Step | undefined {
  return steps.findLast(({ status }) => status === 'failed')
}

/** The step that a run failed in, or was interrupted in. */
export function stepAtEnd(steps: readonly Step[]): Step | undefined {
  return failedStep(steps) ?? steps.findLast(({ status }) => status === 'stopped')
}

/** The first task of several that failed; the others may have failed with it. */
export function failedTask({ graph }: SummaryFacts): GraphTask | undefined {
  return graph?.tasks.find(({ status }) => status === 'failed')
}
