import type { Outcome } from './outcome.js'
import { startOnce } from './start.js'
import { SupervisedRun } from './supervised-run.js'
import type { Plan, Supervision } from './supervision.js'
import { timerSignal, timerSignalAfter } from './timer-signal.js'

export type { Plan, Supervision } from './supervision.js'

/** How long a start in flight is awaited after a cancel. */
const START_GRACE_MS = 5_000
/** From the first signal to the last request; the runner kills after 10 s, and SIGTERM comes at 7.5 s. */
const CANCEL_WINDOW_MS = 5_800

/**
 * Starts a run, watches it, streams its log, stops it when `cancel` aborts or the time is over, and tells how it
 * came out. The journal is always ahead of what is done, because a kill may come at any line.
 */
export async function supervise(
  parts: Supervision,
  plan: Plan,
  cancel: AbortSignal,
): Promise<Outcome> {
  const { backend, clock, journal, reporter } = parts
  const request = backend.repeatableStart?.request
  const since = clock.now()
  const deadline = timerSignal(clock, plan.timeoutMs, 'timeout')
  const grace = timerSignalAfter(clock, cancel, START_GRACE_MS, 'cancelled')
  const window = timerSignalAfter(clock, cancel, CANCEL_WINDOW_MS, 'cancelled')
  try {
    journal.save({ phase: 'starting', since, ...(request !== undefined && { request }) })
    const begun = await startOnce(parts, {
      cancel,
      request: AbortSignal.any([grace.signal, deadline.signal]),
      search: AbortSignal.any([window.signal, deadline.signal]),
    })
    if (begun.kind === 'not-started') {
      journal.save({ phase: 'not-started' })
      return begun
    }
    if (begun.kind === 'lost') return begun
    const { run } = begun
    journal.save({ phase: 'running', since, run: run.ref })
    reporter.started(run)
    if (!plan.wait && !cancel.aborted) {
      journal.save({ phase: 'left' })
      return { kind: 'started', run }
    }
    const supervised = new SupervisedRun(parts, plan, run, since)
    const outcome = await supervised.toItsEnd(cancel, deadline.signal, window.signal)
    // A cancelled step is never green, even if its run ended well before the stop.
    return cancel.aborted && outcome.kind === 'ended'
      ? { ...outcome, kind: 'cancelled', cause: String(cancel.reason), stop: 'confirmed' }
      : outcome
  } finally {
    for (const set of [deadline, grace, window]) set.cancel()
  }
}
