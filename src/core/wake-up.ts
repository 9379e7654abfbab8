import type { Clock } from './ports.js'

/** Lets one loop wake another from its pause. A wake-up while nobody waits is kept for the next wait. */
export class WakeUp {
  #woken = false
  #wakeWaiter: (() => void) | undefined

  wake(): void {
    this.#woken = true
    this.#wakeWaiter?.()
  }

  /** Waits until woken, `ms` are over or the signal aborts; never rejects. */
  async wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#woken) {
      const waker = new AbortController()
      this.#wakeWaiter = () => waker.abort()
      await clock.sleep(ms, AbortSignal.any([signal, waker.signal]))
      this.#wakeWaiter = undefined
    }
    this.#woken = false
  }
}
