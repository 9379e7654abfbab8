/** The vocabulary of a remote run. Nothing here knows a cloud. */

/** How a run ended; `unknown` is an end in a word nobody has documented, and never green. */
export type Conclusion = 'succeeded' | 'failed' | 'stopped' | 'timed-out' | 'unknown'

/** Names one run to its backend; plain JSON, so that it survives in the runner's state. */
export type RunRef = Readonly<Record<string, string | number>>

/** A run right after its start (or its adoption). */
export interface StartedRun {
  readonly ref: RunRef
  /** The number that people and the stop call use. */
  readonly number: string
  readonly dailyNumber?: string
  /** Console page; absent where the region is unknown. */
  readonly url?: string
  /** What was asked for; absent for a tag or the task's own default. */
  readonly commit?: string
}

/** A run that a start of unclear outcome may have made. */
export interface Candidate extends StartedRun {
  /** What would tell it from somebody else's can't be read yet, as of a run in the queue. */
  readonly uncertain?: true
}

/** What the service said of a run so far; fields fill up as it goes. */
export interface RunFacts {
  /** The service's own status word, e.g. `SUCCESS`. */
  readonly word: string
  readonly recordId?: string
  readonly commit?: string
  readonly dailyNumber?: string
  readonly branch?: string
  readonly trigger?: string
  /** The service's own reason for a bad end. */
  readonly reason?: string
  readonly createdAt?: Date
  readonly startedAt?: Date
  readonly finishedAt?: Date
  /** Milliseconds between creation and start. */
  readonly queuedMs?: number
  /** Milliseconds the run itself took. */
  readonly durationMs?: number
}

export type RunSnapshot =
  | { readonly phase: 'queued'; readonly facts: RunFacts }
  | { readonly phase: 'running'; readonly facts: RunFacts }
  | { readonly phase: 'ended'; readonly facts: RunFacts; readonly conclusion: Conclusion }

export type EndedRun = Extract<RunSnapshot, { phase: 'ended' }>

/** `status` is `succeeded`, `failed`, `running`, `stopped`, `not-started`, else the service's own word. */
export interface Step {
  readonly name: string
  readonly status: string
  readonly durationMs?: number
}

export interface Artifact {
  readonly name: string
  readonly version: string
  readonly type: string
  readonly uri: string
  readonly kind: 'package' | 'image'
}

/** Where to read on in a log: plain JSON, owned by the backend. */
export type LogCursor = Readonly<Record<string, string | number | boolean>>

/**
 * A piece of the log and the place behind it. Pieces may be cut anywhere, inside a character too. The bytes are lent: the
 * next piece may be read into the same memory.
 */
export interface LogChunk {
  readonly bytes: Uint8Array
  readonly cursor: LogCursor
}

/** How far a stop got: `confirmed` saw the end, `requested` was accepted, `failed` never got through. */
export type StopResult = 'confirmed' | 'requested' | 'failed'
