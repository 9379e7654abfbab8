/** The vocabulary of a remote run. Nothing here knows a cloud. */

import type { ActionError } from './errors.js'

/** How a run ended; `unknown` is an end in a word nobody has documented, and never green. */
export type Conclusion = 'succeeded' | 'failed' | 'stopped' | 'timed-out' | 'unknown'

/** Names one run to its backend; plain JSON, so that it survives in the runner's state. */
export type RunRef = Readonly<Record<string, string | number>>

/** Exactly what a run is asked to work on. `default` leaves that to its own settings. */
export type RunSource =
  | { readonly kind: 'commit'; readonly commit: string }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'default' }

/** What people call the runs of a system; lower case, for the middle of a sentence. */
export interface RunWords {
  /** One run, e.g. `build`. */
  readonly run: string
  /** Several, e.g. `builds`. */
  readonly runs: string
  /** What the runs are of and whose history lists them, e.g. `task`. */
  readonly owner: string
}

/** A run right after its start, or once it was found again. */
export interface StartedRun {
  readonly ref: RunRef
  /** What people call it in the middle of a sentence, e.g. `build #7`. */
  readonly name: string
  /** The number that people and the stop call use. */
  readonly number: string
  readonly dailyNumber?: string
  /** Console page; absent where the region is unknown. */
  readonly url?: string
  /** What was asked for; absent for a tag or the task's own default. */
  readonly commit?: string
}

/** What people call a run, and its page. */
export type RunTitle = Pick<StartedRun, 'name' | 'url'>

/** A run that a start of unclear outcome may have made. */
export interface Candidate extends StartedRun {
  /** What would distinguish it from somebody else's run can't be read yet, e.g. because it is in the queue. */
  readonly uncertain?: true
}

/** What the service said of a run so far. */
export interface RunFacts {
  /** The service's own status word, e.g. `SUCCESS`. */
  readonly word: string
  /** The service's own number for it, where it has numbers. */
  readonly code?: string
  readonly recordId?: string
  readonly commit?: string
  readonly dailyNumber?: string
  readonly branch?: string
  readonly trigger?: string
  /** What a person has to do before the run goes on, in one sentence. */
  readonly waitsFor?: string
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
  /** Nothing goes on until a person has done something. */
  | { readonly phase: 'waiting'; readonly facts: RunFacts }
  | { readonly phase: 'ended'; readonly facts: RunFacts; readonly conclusion: Conclusion }

export type EndedRun = Extract<RunSnapshot, { phase: 'ended' }>
export type WaitingRun = Extract<RunSnapshot, { phase: 'waiting' }>

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
  /** Checksum, where the system names one. */
  readonly sha256?: string
}

/** What ran, and what waited for what, in a run of several tasks. */
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

/** How the owner's recent runs ended. */
export interface RecentRuns {
  /** The period, e.g. 30. */
  readonly days: number
  /** Of `total`, the newest that ended by themselves: stopped ones aren't counted. */
  readonly succeeded?: number
  readonly total?: number
  /** Of how long the other successful runs took; milliseconds. */
  readonly medianMs?: number
  /** How long this one took, counted in the same way; with the queue, or without, as `medianMs` is. */
  readonly ownMs?: number
}

/** What the service's own analysis says of a failure. */
export interface FailureCause {
  readonly step: string
  readonly message: string
  readonly code?: string
  /** Its advice, where it has any. */
  readonly advice?: string
}

/** What a run did and made. What isn't known is empty or absent. */
export interface RunReport {
  readonly steps: readonly Step[]
  /** Whether the first steps are the time in the queue, which a chart must then not show apart from them. */
  readonly stepsCoverQueue?: true
  readonly artifacts: readonly Artifact[]
  readonly graph?: TaskGraph
  readonly recent?: RecentRuns
  readonly causes?: readonly FailureCause[]
}

/** What a report is wanted for. */
export interface ReportWish {
  /** From the run's facts. */
  readonly recordId?: string
  /** A run that didn't fail has nothing to analyse. */
  readonly failed: boolean
  /** Whether what only a summary shows (graph, recent runs, causes) is wanted, too. */
  readonly extras: boolean
}

/** Where to read on in a log: plain JSON, owned by the backend. */
export type LogCursor = Readonly<Record<string, string | number | boolean>>

/**
 * A part of the log, and the place after it. A chunk may end anywhere, inside a character too. The next chunk may be read
 * into the same memory.
 */
export interface LogChunk {
  readonly bytes: Uint8Array
  /** Newlines in the bytes, where they are counted already. */
  readonly lines?: number
  readonly cursor: LogCursor
  /**
   * Whether the log, as far as this chunk goes, ends as complete logs of this system end. While the run lives that is
   * a hint only: any run can print such a line. A system whose logs have no such end leaves it out.
   */
  readonly complete?: boolean
  /** That the service left out a part of the log before these bytes. */
  readonly gap?: ActionError
}

/** How far a stop got: `confirmed` saw the end, `requested` was accepted, `failed` never got through. */
export type StopResult = 'confirmed' | 'requested' | 'failed'
