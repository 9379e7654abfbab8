/** One throttled answer makes the pauses so much wider, one that isn't so much narrower. */
const WIDER = 2
const NARROWER = 0.8
/** Wide enough for hundreds of runs under a limit of some calls a minute. */
const WIDEST_FACTOR = 100
const WIDEST_PAUSE_MS = 5 * 60_000

/**
 * A service that throttles counts the calls of all runs of an account together, so if each call is repeated soon, everybody
 * waits. This makes the calls of a loop more seldom then. Each kind of call has its own: some gateways count them
 * apart, and the answers to one say nothing about the other.
 */
export class Throttle {
  #factor = 1

  answered(): void {
    this.#factor = Math.max(1, this.#factor * NARROWER)
  }

  throttled(): void {
    this.#factor = Math.min(WIDEST_FACTOR, this.#factor * WIDER)
  }

  /** The pause before the next look. */
  widened(ms: number): number {
    return Math.max(ms, Math.min(ms * this.#factor, WIDEST_PAUSE_MS))
  }
}
