/** SIGBREAK is how Node shows the runner's second request on Windows; elsewhere it never comes. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGBREAK'] as const

/** The part of `process` that signals arrive at. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown
  off(signal: NodeJS.Signals, listener: () => void): unknown
}

export interface Cancellation {
  /** Aborts with the name of the first signal as its reason. */
  readonly signal: AbortSignal
  /** Removes the handlers. */
  readonly dispose: () => void
}

/**
 * Turns the runner's signals into one abort. A second signal changes nothing: the handlers stay, so that the
 * process isn't ended by it, and ends by itself.
 */
export function cancellation(source: SignalSource): Cancellation {
  const controller = new AbortController()
  const listeners = SIGNALS.map((signal) => [signal, () => controller.abort(signal)] as const)
  for (const [signal, listener] of listeners) source.on(signal, listener)
  return {
    signal: controller.signal,
    dispose() {
      for (const [signal, listener] of listeners) source.off(signal, listener)
    },
  }
}
