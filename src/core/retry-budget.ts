import type { ActionError } from './errors.js'
import { backoff, type Random } from './pacing.js'
import type { Throttle } from './throttle.js'

/** How long failing reads are repeated without one success, in milliseconds. */
const READ_BUDGET_MS = 10 * 60_000
/** Refused credentials seldom work a moment later, and the service locks keys that keep trying. */
const MOST_REFUSALS = 3
const WARN_EVERY_MS = 60_000

export type Advice =
  | { readonly kind: 'again'; readonly inMs: number; readonly warn: boolean }
  | { readonly kind: 'give-up' }

/** Counts the failures of one kind of call, and shrinks back to nothing with the first success. */
export class RetryBudget {
  readonly #budgetMs: number
  readonly #random: Random
  readonly #throttle: Throttle | undefined
  #failures = 0
  #refusals = 0
  #since = 0
  #warnedAt: number | undefined

  /** `throttle` learns from what is reported here. */
  constructor(random: Random, budgetMs = READ_BUDGET_MS, throttle?: Throttle) {
    this.#random = random
    this.#throttle = throttle
    this.#budgetMs = budgetMs
  }

  succeeded(): void {
    this.#throttle?.answered()
    this.#failures = 0
    this.#refusals = 0
  }

  /** Whether there were failures since the last success, and since when. */
  get failingSince(): number | undefined {
    return this.#failures === 0 ? undefined : this.#since
  }

  failed(error: ActionError, now: number): Advice {
    if (this.#failures === 0) this.#since = now
    this.#failures += 1
    if (error.code === 'throttled') this.#throttle?.throttled()
    const left = this.#since + this.#budgetMs - now
    this.#refusals = error.code === 'credentials-refused' ? this.#refusals + 1 : 0
    if (left <= 0 || this.#refusals >= MOST_REFUSALS) return { kind: 'give-up' }
    const warn = this.#warnedAt === undefined || now - this.#warnedAt >= WARN_EVERY_MS
    if (warn) this.#warnedAt = now
    return {
      kind: 'again',
      inMs: Math.min(left, backoff(this.#failures, error.retryAfterMs, this.#random)),
      warn,
    }
  }
}
