import type { Bell } from './bell.js'
import { ActionError, toActionError } from './errors.js'
import { LogTail } from './log-tail.js'
import { Patience } from './patience.js'
import type { Random } from './pacing.js'
import type { Backend, Clock, LogSink, Reporter } from './ports.js'
import type { LogCursor, RunRef } from './run.js'

/** Without a closing line, how long after the end (or the last new byte) a late tail is waited for. */
const TAIL_WAIT_MS = 10_000
/** How long failing log calls may hold up a run that has ended. */
const FAILING_TAIL_MS = 20_000
const TAIL_PAUSE_MS = 500

export interface LogFollowing {
  readonly backend: Backend
  readonly clock: Clock
  readonly reporter: Reporter
  readonly random: Random
  readonly run: RunRef
  readonly sink: LogSink
  /** Rung when the run ended. */
  readonly bell: Bell
  pause(): number
  /**
   * The log brought nothing new, or can't be read. `urgent`: it has just turned quiet, or ends in the line that
   * logs end in.
   */
  quiet(urgent: boolean): void
}

/**
 * Copies a run's log to the sink, each byte once and in order, until the run ended and nothing more comes.
 * Trouble is one warning, never a failure: the verdict doesn't depend on the log.
 */
export class LogPump {
  readonly #parts: LogFollowing
  readonly #tail = new LogTail()
  readonly #patience: Patience
  #cursor: LogCursor | undefined
  #endedAt: number | undefined
  #tailWaitMs = TAIL_WAIT_MS
  #queued = false
  #complained = false

  constructor(parts: LogFollowing) {
    this.#parts = parts
    this.#patience = new Patience(parts.random)
  }

  /** What the run's record said last: a run in the queue has no log to ask for. */
  runSeen(queued: boolean): void {
    const begins = this.#queued && !queued
    this.#queued = queued
    if (begins) this.#parts.bell.ring()
  }

  /** Whether a look at the log is a look at the run: the watch is rung as soon as it is quiet. A failing log tells nothing. */
  get watches(): boolean {
    return !this.#queued && this.#patience.failingSince === undefined
  }

  /** The run is over; `executed` false: it never ran, so its log is not waited for. */
  runEnded(executed: boolean, tailWaitMs = TAIL_WAIT_MS): void {
    this.#endedAt = this.#parts.clock.now()
    this.#queued = false
    this.#tailWaitMs = executed ? tailWaitMs : 0
    this.#parts.bell.ring()
  }

  /** Ends by itself after the run's end; the signal drops what is in flight. */
  async follow(signal: AbortSignal): Promise<void> {
    const { clock, bell } = this.#parts
    let lastNews = clock.now()
    let talking = true
    if (this.#endedAt === undefined) await bell.wait(clock, this.#parts.pause(), signal)
    while (!signal.aborted) {
      if (this.#queued) {
        await bell.wait(clock, this.#parts.pause(), signal)
        continue
      }
      const endedAt = this.#endedAt
      const before = this.#tail.bytes
      const fault = await this.#pass(endedAt !== undefined, signal)
      const news = this.#tail.bytes > before
      if (news) lastNews = clock.now()
      if (fault !== undefined) {
        if (!(await this.#endure(fault, endedAt, signal))) return
        continue
      }
      this.#patience.succeeded()
      if (endedAt === undefined) {
        if (!news || this.#tail.closed) this.#parts.quiet(talking || this.#tail.closed)
        talking = news
        await bell.wait(clock, this.#parts.pause(), signal)
      } else {
        if (this.#tail.closed && !news) return
        const quiet = clock.now() - Math.max(endedAt, lastNews)
        if (!news && quiet >= this.#tailWaitMs) return
        if (!news) await clock.sleep(TAIL_PAUSE_MS, signal)
      }
    }
  }

  /** One pass over what is there now. */
  async #pass(ended: boolean, signal: AbortSignal): Promise<ActionError | undefined> {
    const { backend, run, sink } = this.#parts
    try {
      for await (const chunk of backend.log(run, this.#cursor, ended, signal)) {
        await sink.write(chunk.bytes)
        this.#tail.push(chunk.bytes)
        this.#cursor = chunk.cursor
        if (signal.aborted) break
      }
      return undefined
    } catch (error) {
      return toActionError(error)
    }
  }

  /** Waits before the next try; false: enough tries. */
  async #endure(
    fault: ActionError,
    endedAt: number | undefined,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (signal.aborted) return false
    const { clock, bell } = this.#parts
    const now = clock.now()
    const advice = this.#patience.failed(fault, now)
    const sinceEnd = endedAt === undefined ? 0 : now - endedAt
    const tooLong = endedAt !== undefined && sinceEnd >= FAILING_TAIL_MS
    if (advice.kind === 'give-up' && endedAt === undefined) {
      this.#complain(fault)
      await bell.wait(clock, this.#parts.pause(), signal)
      return true
    }
    if (advice.kind === 'give-up' || tooLong) {
      this.#complain(fault)
      return false
    }
    this.#parts.quiet(false)
    if (endedAt === undefined) await bell.wait(clock, advice.inMs, signal)
    else await clock.sleep(Math.min(advice.inMs, FAILING_TAIL_MS - sinceEnd), signal)
    return true
  }

  /** The one warning a run gives when a part of its log can't be had. */
  #complain(fault: ActionError): void {
    if (this.#complained) return
    this.#complained = true
    this.#parts.reporter.warning(
      new ActionError(
        fault.code,
        `The log is incomplete here: nothing could be read after line ${this.#tail.lines}. ${fault.message}`,
        {
          hint: "The verdict does not depend on it. The whole log is on the build's page in the console.",
          cause: fault,
          ...(fault.requestId === undefined ? {} : { requestId: fault.requestId }),
        },
      ),
    )
  }
}
