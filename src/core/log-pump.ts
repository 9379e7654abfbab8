import { type ActionError, toActionError } from './errors.js'
import { incompleteLog, logCallHangs, logNotPublished, logStillGrows } from './log-errors.js'
import { LogTail } from './log-tail.js'
import { countNewlines } from './newlines.js'
import type { Random } from './pacing.js'
import type { Clock, LogSink, Reporter } from './ports.js'
import { RetryBudget } from './retry-budget.js'
import type { LogChunk, LogCursor, RunWords } from './run.js'
import type { Throttle } from './throttle.js'
import type { WakeUp } from './wake-up.js'

export interface LogFollowing {
  /** What the log holds after the cursor now, as `RunBackend.log` gives it for one run. */
  log(cursor: LogCursor | undefined, ended: boolean, signal: AbortSignal): AsyncIterable<LogChunk>
  readonly words: RunWords
  readonly lateLogMs?: number
  readonly clock: Clock
  readonly reporter: Reporter
  readonly random: Random
  readonly sink: LogSink
  /** Ends a pause of this loop, e.g. when the run ended. */
  readonly wakeUp: WakeUp
  readonly throttle: Throttle
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
  readonly #tail: LogTail
  #cursor: LogCursor | undefined
  #queued = false
  #warned = false
  #bytes = 0
  #lines = 0
  /** Whether the log ends as complete ones do, as far as it was read. */
  #complete = false
  #writing = false
  readonly #hanging = new AbortController()
  /** Why `#hanging` aborts a call; nothing else is known where none failed before it. */
  #dropped: ActionError = logCallHangs()
  readonly #done = new AbortController()

  constructor(parts: LogFollowing) {
    this.#parts = parts
    this.#budget = new RetryBudget(parts.random, undefined, parts.throttle)
    this.#tail = new LogTail(parts.clock)
  }

  /** What the run's record showed last: a run in the queue has no log yet. */
  runSeen(queued: boolean): void {
    const begins = this.#queued && !queued
    this.#queued = queued
    if (begins) this.#parts.wakeUp.wake()
  }

  /**
   * Whether a look at the log also shows that the run lives: then its record is asked less often, and at once when the
   * log turns quiet. A failing log shows nothing.
   */
  get watches(): boolean {
    return !this.#queued && this.#budget.failingSince === undefined
  }

  /** The run is over; `executed` false: it never ran, so its log is not waited for. */
  runEnded(executed: boolean, tailWaitMs = this.#parts.lateLogMs): void {
    this.#tail.open(executed ? tailWaitMs : 0)
    this.#queued = false
    this.#parts.wakeUp.wake()
    void this.#guardEnd()
  }

  /** Reads no further: the run has ended, and the time for its log is over. */
  cutOff(): void {
    this.#dropped = logStillGrows()
    this.#hanging.abort()
  }

  /** Once the run ended, a call that hangs must not hold it up longer than failing ones may. */
  async #guardEnd(): Promise<void> {
    while (!this.#done.signal.aborted) {
      const left = this.#tail.hangingLeftMs(this.#writing)
      if (left <= 0) {
        this.#hanging.abort()
        return
      }
      await this.#parts.clock.sleep(left, this.#done.signal)
    }
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
    if (!this.#tail.isOpen) await wakeUp.wait(clock, this.#parts.pause(), signal)
    while (!signal.aborted) {
      if (this.#queued) {
        await wakeUp.wait(clock, this.#parts.pause(), signal)
        continue
      }
      const ended = this.#tail.isOpen
      const before = this.#bytes
      const error = await this.#pass(ended, signal)
      const news = this.#bytes > before
      if (error !== undefined) {
        if (!(await this.#endure(error, signal))) return
        continue
      }
      this.#succeeded()
      if (!ended) {
        if (!news || this.#complete) this.#parts.quiet(talking || this.#complete)
        talking = news
        await wakeUp.wait(clock, this.#parts.pause(), signal)
      } else if (!news) {
        if (this.#complete || this.#tail.isOver) return
        await clock.sleep(this.#tail.pauseMs, signal)
      }
    }
  }

  #succeeded(): void {
    this.#budget.succeeded()
    this.#dropped = logCallHangs()
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

  async #write({ bytes, lines, cursor, complete, gap }: LogChunk): Promise<void> {
    if (gap !== undefined) this.#warnOnce(gap)
    const { length } = bytes
    // Counted first: after the write the memory may hold the next chunk.
    this.#bytes += length
    this.#lines += lines ?? countNewlines(bytes)
    this.#complete = complete === true
    this.#writing = true
    try {
      await this.#parts.sink.write(bytes)
    } finally {
      this.#writing = false
    }
    this.#cursor = cursor
    if (length > 0) this.#tail.news()
  }

  /** Waits before the next try; false if there is to be none. */
  async #endure(error: ActionError, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false
    const { clock, wakeUp } = this.#parts
    const advice = this.#budget.failed(error, clock.now())
    if (!this.#tail.isOpen) {
      // No warning yet: a log that no live call offers may be offered whole after the end.
      if (advice.kind === 'give-up' && error.code !== 'not-offered') this.#complain(error)
      this.#parts.quiet(false)
      await wakeUp.wait(
        clock,
        advice.kind === 'give-up' ? this.#parts.pause() : advice.inMs,
        signal,
      )
      return true
    }
    const left = this.#tail.failingLeftMs
    if (!this.#hanging.signal.aborted) this.#dropped = error
    // No call is published for it, so no later try can succeed.
    if (error.code === 'not-offered') {
      this.#complain(logNotPublished())
      return false
    }
    if (advice.kind === 'give-up' || left <= 0 || this.#hanging.signal.aborted) {
      this.#complain(error)
      return false
    }
    await clock.sleep(Math.min(advice.inMs, left), signal)
    return true
  }

  #complain(error: ActionError): void {
    this.#warnOnce(incompleteLog(error, this.#lines, this.#parts.words))
  }

  #warnOnce(warning: ActionError): void {
    if (!this.#warned) this.#parts.reporter.warning(warning)
    this.#warned = true
  }
}
