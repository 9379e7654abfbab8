import type { ActionError } from '../../src/core/errors.js'
import type { Clock } from '../../src/core/ports.js'
import { repeatedRead } from '../../src/core/repeated-read.js'
import { timerSignal } from '../../src/core/timer-signal.js'

interface Means {
  readonly clock: Clock
  readonly random: () => number
  readonly cancel: AbortSignal
  readonly warn: (warning: ActionError) => void
}

/** Reads as an action does before it starts anything: again after a failure that may pass, and within the step's limit. */
export async function prepared(
  read: (signal: AbortSignal) => Promise<void>,
  { clock, random, cancel, warn }: Means,
  timeoutMs: number | undefined,
): Promise<void> {
  const limit = timerSignal(clock, timeoutMs, 'timeout')
  const signal = AbortSignal.any([cancel, limit.signal])
  try {
    await repeatedRead(() => read(signal), clock, random, signal, { warn })
  } finally {
    limit.cancel()
  }
}
