import { type ActionError, toActionError } from './errors.js'
import { firstPause, type Random } from './pacing.js'
import type { Clock, RunBackend } from './ports.js'
import { RetryBudget } from './retry-budget.js'
import type { EndedRun, RunRef, RunSnapshot, WaitingRun } from './run.js'
import type { Throttle } from './throttle.js'
import { isAborted } from './timer-signal.js'
import type { WakeUp } from './wake-up.js'

export type WatchResult =
  | { readonly kind: 'ended'; readonly ended: EndedRun }
  /** Only where the caller leaves runs that wait for a person. */
  | { readonly kind: 'waiting'; readonly waiting: WaitingRun }
  | { readonly kind: 'lost'; readonly error: ActionError }
  /** The signal aborted first. */
  | { readonly kind: 'dropped' }

export interface Watching {
  readonly backend: RunBackend
  readonly clock: Clock
  readonly random: Random
  readonly run: RunRef
  readonly wakeUp: WakeUp
  readonly baseMs: number
  readonly throttle: Throttle
  /** Whether a run that waits for a person is left at once. */
  readonly leaveWaiting: boolean
  /** Milliseconds until the next look. */
  pause(): number
  seen(snapshot: RunSnapshot): void
  warn(warning: ActionError): void
}

/** Looks at the run until it ended, or until reads failed for too long. Only the run's record ends it. */
export async function watch(parts: Watching, signal: AbortSignal): Promise<WatchResult> {
  const { backend, clock, run, wakeUp } = parts
  const budget = new RetryBudget(parts.random, undefined, parts.throttle)
  await wakeUp.wait(clock, firstPause(parts.baseMs), signal)
  while (!signal.aborted) {
    try {
      const snapshot = await backend.snapshot(run, signal)
      budget.succeeded()
      if (isAborted(signal) && snapshot.phase !== 'ended') break
      parts.seen(snapshot)
      if (snapshot.phase === 'ended') return { kind: 'ended', ended: snapshot }
      if (snapshot.phase === 'waiting' && parts.leaveWaiting) {
        return { kind: 'waiting', waiting: snapshot }
      }
      await wakeUp.wait(clock, parts.pause(), signal)
    } catch (cause) {
      if (isAborted(signal)) break
      const error = toActionError(cause)
      const advice = budget.failed(error, clock.now())
      if (error.final || advice.kind === 'give-up') return { kind: 'lost', error }
      if (advice.warn) parts.warn(error)
      await clock.sleep(advice.inMs, signal)
    }
  }
  return { kind: 'dropped' }
}
