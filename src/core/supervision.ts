import type { Random } from './pacing.js'
import type { Backend, Clock, Journal, LogSink, Pulse, Reporter } from './ports.js'
import type { EndedRun } from './run.js'

export interface Supervision {
  readonly backend: Backend
  readonly clock: Clock
  readonly journal: Journal
  readonly reporter: Reporter
  readonly random: Random
  /** Absent: nothing is printed in long silences. */
  readonly pulse?: Pulse
  /** Where the log goes while the run lives; absent: nowhere yet. */
  readonly liveLog?: LogSink
  /** Where the log goes once the run ended; asked for after the end, when nothing went to `liveLog`. */
  lateLog?(ended: EndedRun): LogSink | undefined
}

export interface Plan {
  readonly wait: boolean
  readonly timeoutMs?: number
  /** When the limit began to count, by the clock; by default with the start. */
  readonly countedFrom?: number
  readonly pollIntervalMs: number
  readonly stopOnCancel: boolean
  readonly stopOnTimeout: boolean
  /** Leaves a run that waits for a person as it is; by default it is waited for, too. */
  readonly leaveWaiting?: boolean
}
