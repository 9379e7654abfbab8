import { isAborted } from './timer-signal.js'
import type { Clock, Pulse, RunBackend } from './ports.js'
import type { RunRef } from './run.js'

/** After a minute without a line people wonder whether the step still works. */
const SILENCE_MS = 60_000

export interface HeartbeatParts {
  readonly backend: RunBackend
  readonly pulse: Pulse
  readonly clock: Clock
  readonly run: RunRef
}

/** After each minute of silence prints that the run still runs, and which step it is at, until the signal aborts. */
export async function heartbeat(
  { backend, pulse, clock, run }: HeartbeatParts,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const quietMs = clock.now() - pulse.lastPrintedAt
    await clock.sleep(quietMs < SILENCE_MS ? SILENCE_MS - quietMs : 0, signal)
    if (isAborted(signal) || clock.now() - pulse.lastPrintedAt < SILENCE_MS) continue
    // If the steps can't be read, the line goes out without them.
    const steps = (await backend.steps?.(run, signal).catch(() => [])) ?? []
    if (isAborted(signal)) return
    pulse.alive(steps)
    await clock.sleep(SILENCE_MS, signal)
  }
}
