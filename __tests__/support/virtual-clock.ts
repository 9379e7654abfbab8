import type { HttpAnswer, Transport } from '../../src/http/messages.js'
import type { Clock } from '../../src/core/ports.js'

/** An arbitrary fixed start, so that a test's times read the same on every run. */
const EPOCH_MS = Date.UTC(2026, 8, 10, 11, 0, 0)

/**
 * Macrotask turns without any change after which the process counts as idle. A chain of promises takes none,
 * a loopback socket or a small file a few; what may take longer must hold the clock.
 */
const QUIET_TURNS = 6

interface Alarm {
  readonly dueMs: number
  readonly order: number
  readonly ring: () => void
}

/**
 * A clock that jumps to its next sleeper whenever the process is idle: nothing holds it, and a few macrotask
 * turns passed without a change. Sleepers due at the same time wake one by one, in the order they fell asleep.
 */
export class VirtualClock implements Clock {
  #nowMs: number
  #order = 0
  #holds = 0
  #changes = 0
  #watching = false
  /** In the order in which they ring. */
  readonly #alarms: Alarm[] = []

  constructor(startMs: number = EPOCH_MS) {
    this.#nowMs = startMs
  }

  now(): number {
    return this.#nowMs
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        signal?.removeEventListener('abort', cutShort)
        resolve()
      }
      const drop = this.#schedule(this.#nowMs + Math.max(0, ms), wake)
      const cutShort = () => {
        drop()
        resolve()
      }
      signal?.addEventListener('abort', cutShort, { once: true })
    })
  }

  /** Runs `act` when the clock reaches `atMs`, a time as `now()` tells it. Returns what takes it back. */
  at(atMs: number, act: () => void): () => void {
    return this.#schedule(Math.max(this.#nowMs, atMs), act)
  }

  /** Stops the clock until the returned function is called; calling that twice is harmless. */
  hold(): () => void {
    this.#holds += 1
    this.#changed()
    let held = true
    return () => {
      if (!held) return
      held = false
      this.#holds -= 1
      this.#changed()
    }
  }

  #schedule(dueMs: number, ring: () => void): () => void {
    const alarm: Alarm = { dueMs, order: this.#order++, ring }
    this.#alarms.splice(this.#placeOf(alarm), 0, alarm)
    this.#changed()
    return () => {
      const place = this.#placeOf(alarm)
      if (this.#alarms[place] === alarm) this.#alarms.splice(place, 1)
      this.#changed()
    }
  }

  /** How many alarms ring before this one; a crowd has a thousand of them. */
  #placeOf({ dueMs, order }: Alarm): number {
    let [from, to] = [0, this.#alarms.length]
    while (from < to) {
      const middle = (from + to) >> 1
      const other = this.#alarms[middle]
      const rings = other?.dueMs === dueMs ? other.order < order : (other?.dueMs ?? 0) < dueMs
      if (rings) from = middle + 1
      else to = middle
    }
    return from
  }

  #changed(): void {
    this.#changes += 1
    if (this.#watching) return
    this.#watching = true
    this.#watch(this.#changes, 0)
  }

  #watch(seen: number, quietTurns: number): void {
    setImmediate(() => {
      if (this.#holds > 0 || this.#alarms.length === 0) this.#watching = false
      else if (seen !== this.#changes) this.#watch(this.#changes, 0)
      else if (quietTurns < QUIET_TURNS) this.#watch(seen, quietTurns + 1)
      else this.#ringNext()
    })
  }

  #ringNext(): void {
    const next = this.#alarms.shift()
    this.#watching = false
    if (next === undefined) return
    this.#nowMs = Math.max(this.#nowMs, next.dueMs)
    next.ring()
    this.#changed()
  }
}

/**
 * Holds the clock while a request is under way: from `send` until its body was read to the end, given up,
 * discarded, or failed. A body that nobody takes stops the clock for good, as it would a connection.
 */
export function holdWhileBusy(transport: Transport, clock: VirtualClock): Transport {
  return {
    async send(request, signal) {
      const release = clock.hold()
      try {
        return releasing(await transport.send(request, signal), release)
      } catch (error) {
        release()
        throw error
      }
    },
    close() {
      transport.close()
    },
  }
}

function releasing(answer: HttpAnswer, release: () => void): HttpAnswer {
  return {
    status: answer.status,
    headers: answer.headers,
    body: readOnce(answer.body, release),
    async discard() {
      try {
        await answer.discard()
      } finally {
        release()
      }
    },
  }
}

async function* readOnce(body: AsyncIterable<Uint8Array>, release: () => void) {
  try {
    yield* body
  } finally {
    release()
  }
}
