import type { Clock } from '../../src/core/ports.js'

/** Macrotask turns without change after which everything is taken to wait for time. */
const QUIET_TURNS = 3

interface Sleeper {
  readonly at: number
  readonly order: number
  readonly wake: () => void
}

/** Time that jumps to the next sleeper once nothing else is going on. */
export class VirtualClock implements Clock {
  #now = Date.UTC(2026, 8, 10, 11, 0, 0)
  #order = 0
  #held = 0
  #change = 0
  #turning = false
  readonly #sleepers = new Set<Sleeper>()

  now(): number {
    return this.#now
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.#change += 1
    if (signal?.aborted === true) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#change += 1
        this.#sleepers.delete(sleeper)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const sleeper: Sleeper = { at: this.#now + ms, order: (this.#order += 1), wake }
      this.#sleepers.add(sleeper)
      signal?.addEventListener('abort', wake, { once: true })
      this.#turn()
    })
  }

  at(ms: number, action: () => void): void {
    void this.sleep(ms - this.#now).then(action)
  }

  hold(): () => void {
    this.#held += 1
    let released = false
    return () => {
      if (released) return
      released = true
      this.#held -= 1
      this.#change += 1
      this.#turn()
    }
  }

  #turn(): void {
    if (this.#turning) return
    this.#turning = true
    let seen = this.#change
    let quiet = 0
    const step = (): void => {
      if (this.#held > 0 || this.#sleepers.size === 0) {
        this.#turning = false
        return
      }
      quiet = seen === this.#change ? quiet + 1 : 0
      seen = this.#change
      if (quiet >= QUIET_TURNS) {
        quiet = 0
        this.#advance()
      }
      setImmediate(step)
    }
    setImmediate(step)
  }

  #advance(): void {
    const next = [...this.#sleepers].sort((a, b) => a.at - b.at || a.order - b.order)[0]
    if (next === undefined) return
    this.#now = Math.max(this.#now, next.at)
    next.wake()
  }
}
