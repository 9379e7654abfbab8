import type { Clock } from './ports.js'

export interface TimerSignal {
  readonly signal: AbortSignal
  /** Ends the timer, so that it keeps no process alive; the signal never aborts then. */
  cancel(): void
}

/** A signal that aborts with `reason` after `ms` of the given clock; `undefined` never does. */
export function timerSignal(clock: Clock, ms: number | undefined, reason: string): TimerSignal {
  const timer = new AbortController()
  const cancelled = new AbortController()
  if (ms !== undefined) {
    void clock.sleep(ms, cancelled.signal).then(() => {
      if (!cancelled.signal.aborted) timer.abort(new Error(reason))
    })
  }
  return { signal: timer.signal, cancel: () => cancelled.abort() }
}

/** A signal that aborts `ms` after `trigger` did. */
export function timerSignalAfter(
  clock: Clock,
  trigger: AbortSignal,
  ms: number,
  reason: string,
): TimerSignal {
  const timer = new AbortController()
  const cancelled = new AbortController()
  const start = (): void => {
    void clock.sleep(ms, cancelled.signal).then(() => {
      if (!cancelled.signal.aborted) timer.abort(new Error(reason))
    })
  }
  if (trigger.aborted) start()
  else trigger.addEventListener('abort', start, { once: true, signal: cancelled.signal })
  return { signal: timer.signal, cancel: () => cancelled.abort() }
}

/** Resolves once the signal has aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** A function, because within a loop over `signal.aborted` the compiler assumes that it is still false. */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}
