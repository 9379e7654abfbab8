import type { Clock } from './ports.js'

export interface TimerSignal {
  readonly signal: AbortSignal
  /** Calls it off, so that nothing keeps waiting for it. */
  cancel(): void
}

/** A signal that aborts with `reason` after `ms` of the given clock; `undefined` never does. */
export function timerSignal(clock: Clock, ms: number | undefined, reason: string): TimerSignal {
  const rings = new AbortController()
  const calledOff = new AbortController()
  if (ms !== undefined) {
    void clock.sleep(ms, calledOff.signal).then(() => {
      if (!calledOff.signal.aborted) rings.abort(new Error(reason))
    })
  }
  return { signal: rings.signal, cancel: () => calledOff.abort() }
}

/** A signal that aborts `ms` after `trigger` did. */
export function timerSignalAfter(
  clock: Clock,
  trigger: AbortSignal,
  ms: number,
  reason: string,
): TimerSignal {
  const rings = new AbortController()
  const calledOff = new AbortController()
  const start = (): void => {
    void clock.sleep(ms, calledOff.signal).then(() => {
      if (!calledOff.signal.aborted) rings.abort(new Error(reason))
    })
  }
  if (trigger.aborted) start()
  else trigger.addEventListener('abort', start, { once: true, signal: calledOff.signal })
  return { signal: rings.signal, cancel: () => calledOff.abort() }
}

/** Resolves once the signal has aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** A call, because within a loop over `signal.aborted` the compiler takes it for settled. */
export function isAborted(signal: AbortSignal): boolean {
  return signal.aborted
}
