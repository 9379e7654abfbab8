import type { Context } from '../entry.js'
import type { Backend, Plan, Pulse, Reporter, RunFacts, Verdict } from '../../core/index.js'
import type { RunCheck } from '../../github/checks/index.js'
import type { ProblemMatcher } from '../../findings/index.js'
import type { EndFacts } from '../../github/runner/index.js'
import type { LogConfig, ReportConfig, RunConfig } from '../../inputs/index.js'
import type { LogFormat } from '../../log/index.js'

/** A run to be started and supervised by a step, whatever the system. */
export interface SupervisedStep {
  readonly context: Context<'status'>
  readonly backend: Backend
  readonly reporter: RunReporter
  readonly plan: RunConfig & Pick<Plan, 'countedFrom' | 'leaveWaiting'>
  /** Absent: runs of this system have no log. */
  readonly log?: LogConfig
  /** Absent: the system adds nothing to the lines of the log. */
  readonly logFormat?: LogFormat
  readonly report: ReportConfig
  /** The workflow's own, beside those that are built in. */
  readonly problemMatchers?: readonly ProblemMatcher[]
  /** What the console and the summary call what is run, e.g. the task's name or id. */
  readonly owner: string
  /** What the run works on where no commit is known, e.g. `tag v1.2`. */
  readonly source?: string
  /** The commit that the run must find: a failure for want of it is explained. */
  readonly commit?: string
  /** Shows the run on its commit. */
  readonly check?: RunCheck
  /** Adds to a bad verdict what only this system knows. */
  readonly explain?: (verdict: Verdict) => Verdict
  /** Sets the outputs that are known at the end only; absent: this action has none. */
  readonly endOutputs?: EndOutputs
}

/** Reports the run, and remembers what the service said last. */
export interface RunReporter extends Reporter, Pulse {
  readonly lastSeen: RunFacts | undefined
}

export interface EndOutputs {
  /** Absolute path of the log file. */
  logFile(path: string): void
  end(facts: EndFacts): void
}
