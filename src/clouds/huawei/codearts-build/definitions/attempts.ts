import {
  ActionError,
  type Clock,
  type Random,
  repeatedRead,
  timerSignalAfter,
} from '../../../../core/index.js'

/** How long a call that fails with a transient error is repeated. */
const BUDGET_MS = 10 * 60_000
/** A cancelled step must end 6.5 s after the signal, so a write that was sent has this long to be answered. */
const IN_FLIGHT_MS = 5_000

export interface AttemptParts {
  readonly clock: Clock
  readonly random: Random
  readonly cancel: AbortSignal
  readonly warn: (error: ActionError) => void
}

/** Repeats what may be repeated, and keeps a write in flight alive when the workflow is cancelled. */
export class Attempts {
  readonly #parts: AttemptParts

  constructor(parts: AttemptParts) {
    this.#parts = parts
  }

  get isCancelled(): boolean {
    return this.#parts.cancel.aborted
  }

  now(): number {
    return this.#parts.clock.now()
  }

  async pause(ms: number): Promise<void> {
    await this.#parts.clock.sleep(ms, this.#parts.cancel)
  }

  async read<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { clock, random, cancel, warn } = this.#parts
    const look = () => call(cancel)
    return await this.#namingCancel(() =>
      repeatedRead(look, clock, random, cancel, { budgetMs: BUDGET_MS, warn }),
    )
  }

  /**
   * For a write that may be sent again with the same effect. No new one begins after a cancel; the one on its way is
   * awaited, so that what was done is known.
   */
  async write<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { clock, random, cancel, warn } = this.#parts
    if (cancel.aborted) throw cancelled()
    const late = timerSignalAfter(clock, cancel, IN_FLIGHT_MS, 'cancelled')
    try {
      return await this.#namingCancel(() =>
        repeatedRead(() => call(late.signal), clock, random, cancel, { budgetMs: BUDGET_MS, warn }),
      )
    } finally {
      late.cancel()
    }
  }

  /** A cancel rejects with the signal's name; this makes an error with a sentence of it. */
  async #namingCancel<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ActionError) && this.isCancelled) throw cancelled()
      throw error
    }
  }
}

function cancelled(): ActionError {
  return new ActionError('refused', 'The workflow was cancelled.', {
    hint: 'Run the job again: it goes on from what the service has by then.',
  })
}
