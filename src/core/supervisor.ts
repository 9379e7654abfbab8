import type { ActionError } from './errors.js'
import { journaled } from './journaling.js'
import type { Outcome } from './outcome.js'
import type { StartedRun } from './run.js'
import { type StartLimits, startOnce, type StartResult } from './start.js'
import { stopRun } from './stop.js'
import { SupervisedRun } from './supervised-run.js'
import type { Plan, Supervision } from './supervision.js'
import { timerSignal, timerSignalAfter } from './timer-signal.js'

export type { Plan } from './supervision.js'

/** How long a start in flight is awaited after a cancel. */
const START_GRACE_MS = 5_000
/** How long the end of a run that can't be recorded is looked for. */
const UNRECORDED_STOP_MS = 60_000
/** From the first signal to the last request; the runner kills after 10 s, and SIGTERM comes at 7.5 s. */
const CANCEL_WINDOW_MS = 5_800

/**
 * Starts a run, watches it, streams its log, stops it when `cancel` aborts or the time is over, and returns its outcome.
 * The journal is written before each thing that it records, because a kill may come at any line.
 */
export async function supervise(
  parts: Supervision,
  plan: Plan,
  cancel: AbortSignal,
): Promise<Outcome> {
  const { clock } = parts
  const since = clock.now()
  const deadline = timerSignal(clock, leftOf(plan, since), 'timeout')
  const grace = timerSignalAfter(clock, cancel, START_GRACE_MS, 'cancelled')
  const window = timerSignalAfter(clock, cancel, CANCEL_WINDOW_MS, 'cancelled')
  try {
    const begun = await begin(parts, since, {
      cancel,
      request: AbortSignal.any([grace.signal, deadline.signal]),
      search: AbortSignal.any([window.signal, deadline.signal]),
    })
    if (begun.kind !== 'started') return begun
    const { run } = begun
    const stopped = await recorded(parts, run, since, window.signal)
    if (stopped !== undefined) return stopped
    if (!plan.wait && !cancel.aborted) return await left(parts, run, window.signal)
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

/** Starts the run, once the journal says that it is being started. */
async function begin(parts: Supervision, since: number, limits: StartLimits): Promise<StartResult> {
  const { backend, journal } = parts
  const request = backend.repeatableStart?.request
  const starting = {
    phase: 'starting',
    since,
    ...(request !== undefined && { request }),
  } as const
  const unwritable = journaled(journal, starting, backend.words)
  if (unwritable !== undefined) return { kind: 'not-started', error: unwritable }
  const begun = await startOnce(parts, limits)
  if (begun.kind === 'not-started') journaled(journal, { phase: 'not-started' }, backend.words)
  return begun
}

/** Reports the run that was started; returns an outcome only if the journal can't name the run. */
async function recorded(
  parts: Supervision,
  run: StartedRun,
  since: number,
  window: AbortSignal,
): Promise<Outcome | undefined> {
  const { backend, journal, reporter } = parts
  const error = journaled(journal, { phase: 'running', since, run: run.ref }, backend.words)
  reporter.started(run)
  return error && (await stopUnrecorded(parts, run, error, window))
}

/** A run that this step doesn't wait for. */
async function left(parts: Supervision, run: StartedRun, window: AbortSignal): Promise<Outcome> {
  const { backend, journal } = parts
  const error = journaled(journal, { phase: 'left' }, backend.words)
  if (error !== undefined) return await stopUnrecorded(parts, run, error, window)
  return { kind: 'started', run }
}

/** The post step can't know a run that the journal doesn't name, so it is stopped at once. */
async function stopUnrecorded(
  { backend, clock, reporter }: Supervision,
  run: StartedRun,
  error: ActionError,
  window: AbortSignal,
): Promise<Outcome> {
  const limit = timerSignal(clock, UNRECORDED_STOP_MS, 'not confirmed')
  const open = AbortSignal.any([limit.signal, window])
  reporter.note(`${error.message} Stopping ${run.name}.`)
  const parts = { backend, clock, reporter, run: run.ref, name: run.name }
  const { result, ended } = await stopRun(parts, open)
  limit.cancel()
  return { kind: 'unrecorded', run, error, stop: result, ...(ended && { ended }) }
}

/** What the calls before the start have left of the limit. */
function leftOf({ timeoutMs, countedFrom }: Plan, now: number): number | undefined {
  if (timeoutMs === undefined) return undefined
  return Math.max(0, timeoutMs - (now - (countedFrom ?? now)))
}
