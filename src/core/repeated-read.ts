import { type ActionError, toActionError } from './errors.js'
import type { Random } from './pacing.js'
import type { Clock } from './ports.js'
import { RetryBudget } from './retry-budget.js'

/** How long a read that the start depends on is repeated. */
const BUDGET_MS = 5 * 60_000

/** An unreadable answer seldom gets better, but a proxy may have given a single one in the service's place. */
const BAD_ANSWER_TRIES = 3

export interface Repeating {
  /** Milliseconds; 5 minutes by default. */
  readonly budgetMs?: number
  /** As many as there is time for by default. */
  readonly mostTries?: number
  /** Called with the first failure, and with one each minute. */
  readonly warn?: (error: ActionError) => void
}

/** Repeats a read after transient errors; throws every other error, and the last one when the time is over. */
export async function repeatedRead<T>(
  read: () => Promise<T>,
  clock: Clock,
  random: Random,
  signal: AbortSignal,
  { budgetMs = BUDGET_MS, mostTries = Number.POSITIVE_INFINITY, warn }: Repeating = {},
): Promise<T> {
  const budget = new RetryBudget(random, budgetMs)
  for (let tries = 1; ; tries += 1) {
    try {
      return await read()
    } catch (cause) {
      signal.throwIfAborted()
      const error = toActionError(cause)
      // What is looked for was not just created, so it will not appear later: not found is final.
      const passing = error.transient && error.code !== 'not-found'
      const most = error.code === 'bad-answer' ? Math.min(mostTries, BAD_ANSWER_TRIES) : mostTries
      const advice = passing && tries < most ? budget.failed(error, clock.now()) : undefined
      if (advice?.kind !== 'again') throw error
      if (advice.warn) warn?.(error)
      await clock.sleep(advice.inMs, signal)
    }
  }
}
