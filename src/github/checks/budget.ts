import {
  backoff,
  type Clock,
  type Random,
  timerSignal,
  timerSignalAfter,
  toActionError,
} from '../../core/index.js'

/** What is left for writing a check after a cancel; the rest is the post step's. */
const AFTER_CANCEL_MS = 3_000

/** How long one piece of work may take. */
export interface Budget {
  /** Aborts when it is used up. */
  readonly signal: AbortSignal
  /** By the clock. */
  readonly endsAt: number
  /** Ends its timers. */
  close(): void
}

export interface BudgetParts {
  readonly clock: Clock
  readonly random: Random
  readonly cancel: AbortSignal
}

export function openBudget({ clock, cancel }: BudgetParts, ms: number): Budget {
  const whole = timerSignal(clock, ms, 'budget used up')
  const short = timerSignalAfter(clock, cancel, AFTER_CANCEL_MS, 'cancelled')
  return {
    signal: AbortSignal.any([whole.signal, short.signal]),
    endsAt: clock.now() + (cancel.aborted ? Math.min(ms, AFTER_CANCEL_MS) : ms),
    close: () => {
      whole.cancel()
      short.cancel()
    },
  }
}

/** Repeats a write whose failure may pass as long as the budget lasts; throws the last failure. */
export async function repeatedWrite<T>(
  write: () => Promise<T>,
  { clock, random }: Pick<BudgetParts, 'clock' | 'random'>,
  { signal, endsAt }: Budget,
): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await write()
    } catch (cause) {
      const error = toActionError(cause)
      const pause = backoff(failures, error.retryAfterMs, random)
      if (!error.transient || clock.now() + pause >= endsAt) throw error
      await clock.sleep(pause, signal)
      if (signal.aborted) throw error
    }
  }
}
