export {
  ActionError,
  assertNever,
  type ErrorCode,
  type ErrorDetails,
  toActionError,
} from './errors.js'
export { exitCode } from './exit-code.js'
export { cancelledBeforeStart, gate, type Status, type Verdict } from './gate.js'
export type { JournalEntry } from './journal-entry.js'
export { countNewlines } from './newlines.js'
export { endOrphan, type Orphan } from './orphaned-run.js'
export { endOf, type Outcome } from './outcome.js'
export type { Random } from './pacing.js'
export type {
  Backend,
  Clock,
  Journal,
  LogSink,
  Pulse,
  RepeatableStart,
  Reporter,
  RunBackend,
} from './ports.js'
export { repeatedRead, type Repeating } from './repeated-read.js'
export type {
  Artifact,
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
  RunWords,
  StartedRun,
  Step,
  TaskGraph,
} from './run.js'
export { Secret } from './secret.js'
export { capitalized } from './sentence.js'
export { supervise } from './supervisor.js'
export { systemClock } from './system-clock.js'
export { timerSignal, timerSignalAfter } from './timer-signal.js'
