import type { Clock } from './ports.js'

/** Lets one loop wake another from its pause. A ring while nobody waits is kept for the next wait. */
export class Bell {
  #rung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** Waits until rung, `ms` are over or the signal aborts; never rejects. */
  async wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung) {
      const woken = new AbortController()
      this.#wake = () => woken.abort()
      await clock.sleep(ms, AbortSignal.any([signal, woken.signal]))
      this.#wake = undefined
    }
    this.#rung = false
  }
}
