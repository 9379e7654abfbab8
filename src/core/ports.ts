import type { ActionError } from './errors.js'
import type { JournalEntry } from './journal-entry.js'
import type {
  Candidate,
  LogChunk,
  LogCursor,
  ReportWish,
  RunRef,
  RunReport,
  RunSnapshot,
  RunTitle,
  RunWords,
  StartedRun,
  Step,
} from './run.js'

/**
 * One run of a remote system, known by its reference. Every method throws `ActionError` and is dropped by its signal.
 * A failure's `delivery` decides whether a start may be repeated, its `transient` whether a read may.
 */
export interface RunBackend {
  readonly words: RunWords
  /**
   * What people call the run and where its page is, by its reference alone: the post step knows no more of it. Makes no
   * request. Absent: the post step can only say "the run".
   */
  titleOf?(run: RunRef): RunTitle
  snapshot(run: RunRef, signal: AbortSignal): Promise<RunSnapshot>
  /**
   * What the log holds after the cursor now, drained without waiting; ends when nothing more is there yet.
   * `ended`: the run is over, so that a backend with costly fetches may settle what it held back.
   * Absent: runs of this system have no log.
   */
  log?(
    run: RunRef,
    cursor: LogCursor | undefined,
    ended: boolean,
    signal: AbortSignal,
  ): AsyncIterable<LogChunk>
  /** How long after the end a late tail of a log that isn't complete is waited for, in milliseconds; 10 s by default. */
  readonly lateLogMs?: number
  /** Asks for the end. An ended run is `already-ended`, not an error. */
  stop(run: RunRef, signal: AbortSignal): Promise<'stopping' | 'already-ended'>
  /** How many milliseconds runs like this one usually take, where the system remembers earlier ones. */
  usualMs?(run: RunRef, signal: AbortSignal): Promise<number | undefined>
  /** The steps of a live run, where the system knows any. */
  steps?(run: RunRef, signal: AbortSignal): Promise<readonly Step[]>
  /** What an ended run did and made. Never fails but by its signal: what can't be read is left out. */
  report?(run: RunRef, wish: ReportWish, signal: AbortSignal): Promise<RunReport>
}

/** A system that one kind of run can be started in. */
export interface Backend extends RunBackend {
  /** Starts one run. Never repeats a request that may have arrived. */
  start(signal: AbortSignal): Promise<StartedRun>
  /** If the same start may be sent again, it is, after an unclear failure; no run is looked for then. */
  readonly repeatableStart?: RepeatableStart
  /**
   * The runs that this start may have made: begun at or after `since` (this machine's clock; the backend
   * corrects it by the service's) from the same source and parameters. Absent where the start is repeatable.
   */
  findStarted?(since: Date, signal: AbortSignal): Promise<readonly Candidate[]>
}

/** A start whose request carries a token of its own: however often it is sent, the service makes one run of it. */
export interface RepeatableStart {
  /** How long after the first try the service still knows the token, in milliseconds. */
  readonly forMs: number
  /** All that another process needs to send exactly this request. It is kept in the journal, so it must hold no secret. */
  readonly request: string
}

/** Milliseconds; virtual in tests. `sleep` resolves early when the signal aborts, and never rejects. */
export interface Clock {
  now(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** What the post step will read if this process is killed. Written synchronously: the kill may come next. */
export interface Journal {
  save(entry: JournalEntry): void
}

/** Reports to people. Must not throw and must not wait. */
export interface Reporter {
  started(run: StartedRun): void
  /** After each look at the run. `stopping`: its stop was asked for, so only its end matters now. */
  seen(snapshot: RunSnapshot, stopping?: 'stopping'): void
  /** A line of progress, e.g. that a stop was asked for. */
  note(text: string): void
  warning(warning: ActionError): void
}

/** Prints a line when nothing was printed for long. */
export interface Pulse {
  /** When something was last printed, by the clock. */
  readonly lastPrintedAt: number
  /** The run still runs; these are its steps so far. */
  alive(steps: readonly Step[]): void
}

/** Takes the log's bytes in order; resolves when the next may come (backpressure) and this memory may be used again. */
export interface LogSink {
  write(bytes: Uint8Array): Promise<void>
}
