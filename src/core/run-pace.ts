import { livelyPause, lookPause, quietPause, type Random } from './pacing.js'
import type { Clock, RunBackend } from './ports.js'
import type { RunRef, RunSnapshot } from './run.js'
import { Throttle } from './throttle.js'
import { isAborted } from './timer-signal.js'

/** A run that is over before then isn't worth the question how long such runs take. */
const ASK_USUAL_AFTER_MS = 60_000

export interface RunPaceParts {
  readonly backend: RunBackend
  readonly clock: Clock
  readonly random: Random
  /** Of the plan: what all pauses are multiples of. */
  readonly pollIntervalMs: number
  readonly run: RunRef
  /** When its start was begun, by the clock. */
  readonly since: number
}

/** How often a run and its log are looked at: more often near its start and its expected end. */
export class RunPace {
  /** What is learned from the answers to looks at the record, and to log calls. */
  readonly looks = new Throttle()
  readonly logCalls = new Throttle()
  readonly #parts: RunPaceParts
  #seenAt = 0
  #runningAt: number | undefined
  #usualMs: number | undefined

  constructor(parts: RunPaceParts) {
    this.#parts = parts
  }

  /** Whether the run was ever seen out of the queue. */
  get hasRun(): boolean {
    return this.#runningAt !== undefined
  }

  seen({ phase }: RunSnapshot): void {
    this.#seenAt = this.#parts.clock.now()
    if (phase === 'running') this.#runningAt ??= this.#seenAt
  }

  /** Asks once how long such runs take, when it is worth it. If that can't be read, the pace stays as it is. */
  async askUsual(signal: AbortSignal): Promise<void> {
    const { backend, clock, run, since } = this.#parts
    await clock.sleep(since + ASK_USUAL_AFTER_MS - clock.now(), signal)
    if (isAborted(signal)) return
    this.#usualMs = await backend.usualMs?.(run, signal).catch(() => undefined)
  }

  /** Milliseconds until the next look. */
  pause(): number {
    return this.#widened(this.#usualPause())
  }

  /** The same for the record of a run whose log grows, which shows that it lives. */
  livelyPause(): number {
    return this.#widened(livelyPause(this.#usualPause()))
  }

  /** Whether the record was last asked so long ago that a quiet log is a reason to ask again. */
  isDueWhenQuiet(): boolean {
    const { clock, pollIntervalMs } = this.#parts
    const quiet = quietPause(this.#usualPause(), pollIntervalMs)
    return clock.now() - this.#seenAt >= this.#widened(quiet)
  }

  /** Of a service that doesn't throttle. */
  #usualPause(): number {
    const { clock, random, pollIntervalMs, since } = this.#parts
    return lookPause(pollIntervalMs, clock.now() - since, this.#expectedMs, random)
  }

  /** Whichever calls are throttled, all are made more seldom: other runs of the account wait for theirs. */
  #widened(ms: number): number {
    return Math.max(this.looks.widened(ms), this.logCalls.widened(ms))
  }

  /** From the start to the expected end; what was spent in the queue comes on top. */
  get #expectedMs(): number | undefined {
    if (this.#usualMs === undefined || this.#runningAt === undefined) return undefined
    return this.#runningAt - this.#parts.since + this.#usualMs
  }
}
