import type { Clock } from './ports.js'

/** Of a log that isn't complete: how long after the end (or the last new byte) a late tail is waited for. */
const TAIL_WAIT_MS = 10_000
/** How long failing log calls may hold up a run that has ended. */
export const FAILING_TAIL_MS = 20_000
/** Between two looks for a late tail: a fifth of the quiet so far, within these. */
const SHORTEST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 2_000
/** The last look for a late tail must have its answer before a call that hangs is given up. */
const LAST_LOOK_MS = 1_000

/** How long the log of a run that has ended is waited for. */
export class LogTail {
  readonly #clock: Clock
  #endedAt: number | undefined
  #waitMs = TAIL_WAIT_MS
  #lastNews = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isOpen(): boolean {
    return this.#endedAt !== undefined
  }

  /** The run has ended. */
  open(waitMs = TAIL_WAIT_MS): void {
    this.#endedAt = this.#clock.now()
    this.#waitMs = waitMs
  }

  /** New bytes came. */
  news(): void {
    this.#lastNews = this.#clock.now()
  }

  /** Whether it was waited for long enough. */
  get isOver(): boolean {
    return this.#quietMs >= this.#waitMs
  }

  /** Ends with the waiting at the latest: the last look is then. */
  get pauseMs(): number {
    const pause = Math.max(SHORTEST_PAUSE_MS, this.#quietMs / 5)
    return Math.min(pause, LONGEST_PAUSE_MS, this.#waitMs - this.#quietMs)
  }

  /** How much longer failing calls are repeated: the last one has its time, too. */
  get failingLeftMs(): number {
    return FAILING_TAIL_MS - LAST_LOOK_MS - this.#quietMs
  }

  /** How much longer a call may hang. While a reader takes its time with the last bytes, the log is not to blame. */
  hangingLeftMs(writing: boolean): number {
    const most = Math.max(FAILING_TAIL_MS, this.#waitMs + LAST_LOOK_MS)
    return writing ? most : most - this.#quietMs
  }

  /** Milliseconds without a new byte since the run ended; 0 while it lives. */
  get #quietMs(): number {
    if (this.#endedAt === undefined) return 0
    return this.#clock.now() - Math.max(this.#endedAt, this.#lastNews)
  }
}
