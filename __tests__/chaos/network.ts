import type { HttpRequest } from '../../src/http/messages.js'

export type NetworkFault = 'refused' | 'dns'

/** Calls by the simulator's names, as their paths show them. */
const CALLS: readonly (readonly [call: string, path: RegExp])[] = [
  ['start', /\/(jobs\/build|job\/execute)$/],
  ['stop', /\/stop$/],
  ['record-info', /\/record-info$/],
  ['log', /\/real-time-log$/],
  ['task-log', /\/task-log$/],
  ['download-log', /\/download-log$/],
  ['history', /\/(period-history|history|list)$/],
  ['history-details', /\/history-details$/],
  ['status', /\/status$/],
  ['output-info', /\/output-info$/],
  ['iam-token', /\/auth\/tokens$/],
]

interface Rule {
  readonly call: string
  readonly from: number
  readonly to: number
  readonly way: NetworkFault
}

/** Which requests don't reach the service: by call and number (from 1), or all for a while. */
export class Network {
  readonly #counts = new Map<string, number>()
  readonly #now: () => number
  #rules: readonly Rule[] = []
  #lost = 0
  #outages: readonly { readonly from: number; readonly to: number }[] = []

  constructor(now: () => number) {
    this.#now = now
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

  #wayOf({ url }: HttpRequest): NetworkFault | undefined {
    const call = CALLS.find(([, path]) => path.test(url.pathname))?.[0] ?? ''
    const number = (this.#counts.get(call) ?? 0) + 1
    this.#counts.set(call, number)
    const now = this.#now()
    if (this.#outages.some(({ from, to }) => now >= from && now < to)) return 'refused'
    const rule = this.#rules.find(
      (one) => one.call === call && number >= one.from && number <= one.to,
    )
    return rule?.way
  }
}
