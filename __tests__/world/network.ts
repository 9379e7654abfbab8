import type { HttpRequest } from '../../src/http/messages.js'

export type NetworkFault = 'refused' | 'dns'

interface Rule {
  readonly call: string
  readonly from: number
  readonly to: number
  readonly way: NetworkFault
}

/** Which requests don't reach the service: by call (or `any`) and number (from 1), or all for a while. */
export class Network {
  readonly #counts = new Map<string, number>()
  #requests = 0
  readonly #now: () => number
  readonly #callOf: (request: HttpRequest) => string
  #rules: readonly Rule[] = []
  #lost = 0
  #outages: readonly { readonly from: number; readonly to: number }[] = []

  /** `callOf` gives a request's call as the simulator names it. */
  constructor(now: () => number, callOf: (request: HttpRequest) => string) {
    this.#now = now
    this.#callOf = callOf
  }

  lose(call: string, from: number, to: number, way: NetworkFault): void {
    this.#rules = [...this.#rules, { call, from, to, way }]
  }

  /** Both ends as the clock tells them. */
  outage(from: number, to: number): void {
    this.#outages = [...this.#outages, { from, to }]
  }

  /** How many requests were lost so far. */
  get lost(): number {
    return this.#lost
  }

  heal(): void {
    this.#rules = []
    this.#outages = []
  }

  /** Counts the request, and says how it is lost. */
  meet(request: HttpRequest): NetworkFault | undefined {
    const way = this.#wayOf(request)
    if (way !== undefined) this.#lost += 1
    return way
  }

  #wayOf(request: HttpRequest): NetworkFault | undefined {
    const call = this.#callOf(request)
    const number = (this.#counts.get(call) ?? 0) + 1
    this.#counts.set(call, number)
    this.#requests += 1
    const now = this.#now()
    if (this.#outages.some(({ from, to }) => now >= from && now < to)) return 'refused'
    const rule = this.#rules.find(({ call: of, from, to }) => {
      const count = of === 'any' ? this.#requests : number
      return (of === 'any' || of === call) && count >= from && count <= to
    })
    return rule?.way
  }
}
