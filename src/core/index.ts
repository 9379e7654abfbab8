export {
  ActionError,
  assertNever,
  type ErrorCode,
  type ErrorDetails,
  toActionError,
} from './errors.js'
export { exitCode } from './exit-code.js'
export { cancelledBeforeStart, gate, tookTooLong, type Status, type Verdict } from './gate.js'
export type { JournalEntry, KnownRunEntry } from './journal-entry.js'
export { withInterruptedStep } from './interrupted-step.js'
export { countNewlines } from './newlines.js'
export { endKnownRun, endOrphan, type Orphan } from './orphaned-run.js'
export { endOf, isInterrupted, type Outcome } from './outcome.js'
export { backoff, type Random } from './pacing.js'
export type {
  Backend,
  Clock,
  LogSink,
  Pulse,
  RepeatableStart,
  Reporter,
  RunBackend,
} from './ports.js'
export { repeatedRead, type Repeating } from './repeated-read.js'
export type {
  Artifact,
  Candidate,
  Conclusion,
  EndedRun,
  FailureCause,
  GraphTask,
  LogChunk,
  LogCursor,
  RecentRuns,
  ReportWish,
  RunFacts,
  RunRef,
  RunReport,
  RunSnapshot,
  RunSource,
  RunTitle,
  RunWords,
  StartedRun,
  Step,
  TaskGraph,
} from './run.js'
export { Secret } from './secret.js'
export { asSentence, capitalized, withPage } from './sentence.js'
export { type Plan, supervise } from './supervisor.js'
export type { Supervision } from './supervision.js'
export { systemClock } from './system-clock.js'
export { aborted, timerSignal, timerSignalAfter } from './timer-signal.js'
