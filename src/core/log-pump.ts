import { ActionError, toActionError } from './errors.js'
import { countNewlines } from './newlines.js'
import type { Random } from './pacing.js'
import type { Clock, LogSink, Reporter } from './ports.js'
import { RetryBudget } from './retry-budget.js'
import type { LogChunk, LogCursor, RunWords } from './run.js'
import { asSentence } from './sentence.js'
import type { WakeUp } from './wake-up.js'

/** Of a log that isn't complete: how long after the end (or the last new byte) a late tail is waited for. */
const TAIL_WAIT_MS = 10_000
/** How long failing log calls may hold up a run that has ended. */
const FAILING_TAIL_MS = 20_000
/** Between two looks for a late tail: a fifth of the quiet so far, within these. */
const SHORTEST_TAIL_PAUSE_MS = 500
const LONGEST_TAIL_PAUSE_MS = 2_000
/** The last look for a late tail must have its answer before a call that hangs is given up. */
const LAST_LOOK_MS = 1_000

export interface LogFollowing {
  /** What the log holds after the cursor now, as `RunBackend.log` tells it of one run. */
  log(cursor: LogCursor | undefined, ended: boolean, signal: AbortSignal): AsyncIterable<LogChunk>
  readonly words: RunWords
  readonly lateLogMs?: number
  readonly clock: Clock
  readonly reporter: Reporter
  readonly random: Random
  readonly sink: LogSink
  /** Rung when the run ended. */
  readonly wakeUp: WakeUp
  pause(): number
  /**
   * The log brought nothing new, or can't be read. `urgent`: it has just turned quiet, or ends as complete logs do.
   */
  quiet(urgent: boolean): void
}

/**
 * Copies a run's log to the sink, each byte once and in order, until the run ended and nothing more comes.
 * Trouble is one warning, never a failure: the verdict doesn't depend on the log.
 */
export class LogPump {
  readonly #parts: LogFollowing
  readonly #budget: RetryBudget
  #cursor: LogCursor | undefined
  #endedAt: number | undefined
  #tailWaitMs = TAIL_WAIT_MS
  #queued = false
  #complained = false
  #lastNews = 0
  #bytes = 0
  #lines = 0
  /** Whether the log ends as complete ones do, as far as it was read. */
  #complete = false
  #writing = false
  readonly #hanging = new AbortController()
  /** Why what is in flight was dropped. */
  #dropped: ActionError = hanging()
  readonly #done = new AbortController()

  constructor(parts: LogFollowing) {
    this.#parts = parts
    this.#budget = new RetryBudget(parts.random)
  }

  /** What the run's record said last: a run in the queue has no log to ask for. */
  runSeen(queued: boolean): void {
    const begins = this.#queued && !queued
    this.#queued = queued
    if (begins) this.#parts.wakeUp.wake()
  }

  /** Whether a look at the log is a look at the run: the watch is rung as soon as it is quiet. A failing log tells nothing. */
  get watches(): boolean {
    return !this.#queued && this.#budget.failingSince === undefined
  }

  /** The run is over; `executed` false: it never ran, so its log is not waited for. */
  runEnded(executed: boolean, tailWaitMs = this.#parts.lateLogMs ?? TAIL_WAIT_MS): void {
    this.#endedAt = this.#parts.clock.now()
    this.#queued = false
    this.#tailWaitMs = executed ? tailWaitMs : 0
    this.#parts.wakeUp.wake()
    void this.#guardEnd()
  }

  /** The time for the log of a run that has ended is over: what still comes of it is not waited for. */
  cutOff(): void {
    this.#dropped = endless()
    this.#hanging.abort()
  }

  /** Once the run ended, a call that hangs must not hold it up longer than failing ones may. */
  async #guardEnd(): Promise<void> {
    while (!this.#done.signal.aborted) {
      // A reader of ours that takes its time is no fault of the log's.
      const most = Math.max(FAILING_TAIL_MS, this.#tailWaitMs + LAST_LOOK_MS)
      const left = this.#writing ? most : most - this.#quietMs()
      if (left <= 0) {
        this.#hanging.abort()
        return
      }
      await this.#parts.clock.sleep(left, this.#done.signal)
    }
  }

  /** Milliseconds without a new byte since the run ended; 0 while it lives. */
  #quietMs(): number {
    if (this.#endedAt === undefined) return 0
    return this.#parts.clock.now() - Math.max(this.#endedAt, this.#lastNews)
  }

  /** Never beyond the end of the waiting: the last look is then. */
  #tailPause(): number {
    const quietMs = this.#quietMs()
    const pause = Math.max(SHORTEST_TAIL_PAUSE_MS, quietMs / 5)
    return Math.min(pause, LONGEST_TAIL_PAUSE_MS, this.#tailWaitMs - quietMs)
  }

  /** Ends by itself after the run's end; the signal drops what is in flight. */
  async follow(signal: AbortSignal): Promise<void> {
    try {
      await this.#follow(signal)
    } finally {
      this.#done.abort()
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { clock, wakeUp } = this.#parts
    let talking = true
    if (this.#endedAt === undefined) await wakeUp.wait(clock, this.#parts.pause(), signal)
    while (!signal.aborted) {
      if (this.#queued) {
        await wakeUp.wait(clock, this.#parts.pause(), signal)
        continue
      }
      const endedAt = this.#endedAt
      const before = this.#bytes
      const fault = await this.#pass(endedAt !== undefined, signal)
      const news = this.#bytes > before
      if (fault !== undefined) {
        if (!(await this.#endure(fault, signal))) return
        continue
      }
      this.#budget.succeeded()
      if (endedAt === undefined) {
        if (!news || this.#complete) this.#parts.quiet(talking || this.#complete)
        talking = news
        await wakeUp.wait(clock, this.#parts.pause(), signal)
      } else if (!news) {
        if (this.#complete || this.#quietMs() >= this.#tailWaitMs) return
        await clock.sleep(this.#tailPause(), signal)
      }
    }
  }

  /** One pass over what is there now. */
  async #pass(ended: boolean, signal: AbortSignal): Promise<ActionError | undefined> {
    const dropped = AbortSignal.any([signal, this.#hanging.signal])
    try {
      for await (const chunk of this.#parts.log(this.#cursor, ended, dropped)) {
        await this.#write(chunk)
        if (signal.aborted || this.#hanging.signal.aborted) break
      }
      return this.#hanging.signal.aborted ? this.#dropped : undefined
    } catch (error) {
      return this.#hanging.signal.aborted ? this.#dropped : toActionError(error)
    }
  }

  async #write({ bytes, cursor, complete }: LogChunk): Promise<void> {
    const { length } = bytes
    // Counted first: once written, the bytes may be somebody else's.
    this.#bytes += length
    this.#lines += countNewlines(bytes)
    this.#complete = complete === true
    this.#writing = true
    try {
      await this.#parts.sink.write(bytes)
    } finally {
      this.#writing = false
    }
    this.#cursor = cursor
    if (length > 0) this.#lastNews = this.#parts.clock.now()
  }

  /** Waits before the next try; false: enough tries. */
  async #endure(fault: ActionError, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false
    const { clock, wakeUp } = this.#parts
    const advice = this.#budget.failed(fault, clock.now())
    if (this.#endedAt === undefined) {
      // What can't be followed may be offered whole after the end.
      if (advice.kind === 'give-up' && fault.code !== 'not-offered') this.#complain(fault)
      this.#parts.quiet(false)
      await wakeUp.wait(
        clock,
        advice.kind === 'give-up' ? this.#parts.pause() : advice.inMs,
        signal,
      )
      return true
    }
    const left = FAILING_TAIL_MS - this.#quietMs()
    // A call that isn't published won't be a moment later.
    if (fault.code === 'not-offered') {
      this.#complain(unpublished())
      return false
    }
    if (advice.kind === 'give-up' || left <= 0 || this.#hanging.signal.aborted) {
      this.#complain(fault)
      return false
    }
    await clock.sleep(Math.min(advice.inMs, left), signal)
    return true
  }

  /** The one warning a run gives when a part of its log can't be had. */
  #complain(fault: ActionError): void {
    if (this.#complained) return
    this.#complained = true
    this.#parts.reporter.warning(
      new ActionError(
        fault.code,
        `The log is incomplete here: nothing could be read after line ${this.#lines}. ${asSentence(fault.message)}`,
        {
          hint: `The verdict does not depend on it. The whole log is on the ${this.#parts.words.run}'s page in the console.`,
          cause: fault,
          ...(fault.requestId === undefined ? {} : { requestId: fault.requestId }),
        },
      ),
    )
  }
}

function unpublished(): ActionError {
  return new ActionError('not-offered', 'No call that reads it is published at this address.', {
    hint: 'Check region and endpoint.',
  })
}

function endless(): ActionError {
  return new ActionError('no-answer', 'It was still growing when time was over.', {
    hint: 'Raise timeout-minutes if the log is that long.',
    delivery: 'unclear',
  })
}

function hanging(): ActionError {
  return new ActionError('no-answer', `The log call hung for ${FAILING_TAIL_MS / 1_000} s.`, {
    hint: 'The service may be overloaded.',
    delivery: 'unclear',
    transient: true,
  })
}
