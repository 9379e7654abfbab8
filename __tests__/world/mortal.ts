import type { Clock } from '../../src/core/ports.js'
import type { HttpAnswer, HttpRequest, Transport } from '../../src/http/messages.js'

/** When a process dies or is told to leave: at a time, or right before or behind its nth request. */
export type Moment =
  { readonly atMs: number } | { readonly request: number; readonly when: 'before' | 'behind' }

/**
 * What a process is alive by. After its death nothing it waits for ever comes, so that it does nothing more,
 * as after SIGKILL; its connections break.
 */
export class Mortal {
  readonly #death = new AbortController()
  readonly #signals: { readonly moment: Moment; readonly act: () => void }[] = []
  #requests = 0

  get died(): Promise<'killed'> {
    return new Promise((resolve) => {
      this.whenDead(() => resolve('killed'))
    })
  }

  get isDead(): boolean {
    return this.#death.signal.aborted
  }

  kill(): void {
    this.#death.abort()
  }

  whenDead(act: () => void): void {
    if (this.isDead) act()
    else this.#death.signal.addEventListener('abort', act, { once: true })
  }

  /** Times are the caller's business: this counts requests only. */
  atRequest(moment: Moment, act: () => void): void {
    this.#signals.push({ moment, act })
  }

  clock(clock: Clock): Clock {
    return {
      now: () => clock.now(),
      sleep: async (ms, signal) => {
        await clock.sleep(ms, signal)
        await this.#onlyAlive()
      },
    }
  }

  transport(transport: Transport): Transport {
    this.whenDead(() => transport.close())
    return {
      send: async (request, signal) => {
        this.#requests += 1
        const mine = this.#requests
        this.#meet(mine, 'before')
        await this.#onlyAlive()
        const answer = await this.#orDead(transport.send(request, signal))
        this.#meet(mine, 'behind')
        if (this.isDead) await answer.discard()
        await this.#onlyAlive()
        return { ...answer, discard: () => answer.discard(), body: this.#body(answer) }
      },
      close: () => transport.close(),
    }
  }

  async *#body(answer: HttpAnswer): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      yield* answer.body
    } catch (error) {
      await this.#onlyAlive()
      throw error
    }
    await this.#onlyAlive()
  }

  #meet(request: number, when: 'before' | 'behind'): void {
    for (const { moment, act } of this.#signals) {
      if ('request' in moment && moment.request === request && moment.when === when) act()
    }
  }

  async #orDead<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      await this.#onlyAlive()
      throw error
    }
  }

  #onlyAlive(): Promise<void> {
    return this.isDead ? new Promise(() => undefined) : Promise.resolve()
  }
}

/** Sends what `lost` picks to a place where nobody listens, or that has no address. */
export function rerouted(
  transport: Transport,
  lost: (request: HttpRequest) => 'refused' | 'dns' | undefined,
): Transport {
  return {
    send: (request, signal) => {
      const way = lost(request)
      if (way === undefined) return transport.send(request, signal)
      const url = new URL(request.url)
      url.host = way === 'dns' ? 'nowhere.invalid:80' : '127.0.0.1:1'
      return transport.send({ ...request, url }, signal)
    },
    close: () => transport.close(),
  }
}
