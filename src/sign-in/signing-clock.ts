import type { Refusal } from './authorizer.js'

/** The gateway refuses signatures that are 15 minutes off; below a minute the clock is not the cause. */
const CLOCK_TOLERANCE_MS = 60_000

/** The service's time: ours, corrected at most once by the `Date` of a refusal. */
export class SigningClock {
  readonly #now: () => number
  readonly #corrected: (offsetMs: number) => void
  #offsetMs: number | undefined

  /** `corrected` is called once, with the service's time minus ours. */
  constructor(now: () => number, corrected: (offsetMs: number) => void = () => undefined) {
    this.#now = now
    this.#corrected = corrected
  }

  now(): Date {
    return new Date(this.#now() + (this.#offsetMs ?? 0))
  }

  /** Whether the refusal showed a wrong clock that now is right. */
  correctBy(refusal: Refusal): boolean {
    if (this.#offsetMs !== undefined || refusal.serverTime === undefined) return false
    const offsetMs = refusal.serverTime.getTime() - this.#now()
    if (Math.abs(offsetMs) <= CLOCK_TOLERANCE_MS) return false
    this.#offsetMs = offsetMs
    this.#corrected(offsetMs)
    return true
  }
}
