import { type Duration, milliseconds } from './duration.js'
import { type Answer, json, JSON_TYPE, serviceError } from './exchange.js'

export type Moment = 'before-acting' | 'after-acting' | 'inside-body'
export type BodyChange = 'truncated' | 'empty' | 'wrong-type' | 'gzip' | 'split-characters'
export type PageChange = 'repeated' | 'skipped' | 'stuck'

/** What goes wrong with one request. */
export type Fault =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'reset'; readonly when: Moment }
  | { readonly kind: 'stall'; readonly when: Moment }
  | { readonly kind: 'body'; readonly change: BodyChange }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'page'; readonly change: PageChange }

/** The nth call of a route (from 1), each one, or a range with both ends in it. */
export type CallNumber = number | 'every' | readonly [from: number, to: number]

export interface FaultRule {
  /** A call (`record-info`), one dialect of it (`record-info-v4`), or `any`. */
  readonly route: string
  readonly call: CallNumber
  readonly fault: Fault
  /** Asked for each call that the rule covers: whether it strikes now. A rate limit is one. */
  readonly strikes?: () => boolean
}

const HTML = '<!DOCTYPE html><html><body><h1>Bad Gateway</h1></body></html>'

/** The ways a service goes wrong, by name. */
export const fault = {
  status: (status: number, body: unknown = '', headers: Record<string, string> = {}): Fault => ({
    kind: 'answer',
    answer:
      typeof body === 'string'
        ? { status, type: JSON_TYPE, headers, body }
        : json(body, status, headers),
  }),
  /** The service's own "requests too frequent", which comes as a 500. */
  tooFrequent: (): Fault => ({
    kind: 'answer',
    answer: serviceError(500, 'CB.00060211', 'Requests are too frequent. Try again later.'),
  }),
  /** The gateway's limit. */
  throttled: (retryAfter?: string): Fault => ({
    kind: 'answer',
    answer: json(
      {
        error_code: 'APIGW.0308',
        error_msg: 'The throttling threshold has been reached: policy user over ratelimit',
      },
      429,
      retryAfter === undefined ? {} : { 'Retry-After': retryAfter },
    ),
  }),
  html: (status: number): Fault => ({
    kind: 'answer',
    answer: { status, type: 'text/html', body: HTML },
  }),
  redirect: (location: string, status = 302): Fault => ({
    kind: 'answer',
    answer: { status, type: 'text/plain', headers: { Location: location }, body: '' },
  }),
  reset: (when: Moment = 'before-acting'): Fault => ({ kind: 'reset', when }),
  stall: (when: Moment = 'before-acting'): Fault => ({ kind: 'stall', when }),
  body: (change: BodyChange): Fault => ({ kind: 'body', change }),
  /** Acts at once, answers later. Real time. */
  delay: (time: Duration): Fault => ({ kind: 'delay', ms: milliseconds(time) }),
  page: (change: PageChange): Fault => ({ kind: 'page', change }),
} as const

/** Which request meets which fault. Rules are asked in the order they were added; the first one wins. */
export class FaultBook {
  #rules: readonly FaultRule[] = []
  readonly #calls = new Map<string, number>()

  /** Calls are counted from the start of the simulator. Returns what takes the rule back. */
  add(rule: FaultRule): () => void {
    this.#rules = [...this.#rules, rule]
    return () => {
      this.#rules = this.#rules.filter((other) => other !== rule)
    }
  }

  clear(): void {
    this.#rules = []
  }

  /** Counts a request under each of its route's names, and gives the fault that it meets. */
  meet(names: readonly string[]): Fault | undefined {
    // A call with one dialect only has the same name twice.
    for (const name of new Set(names)) this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1)
    const applies = ({ route, call, strikes }: FaultRule) =>
      names.includes(route) && covers(call, this.#calls.get(route) ?? 0) && strikes?.() !== false
    return this.#rules.find(applies)?.fault
  }
}

function covers(rule: CallNumber, call: number): boolean {
  if (rule === 'every') return true
  if (typeof rule === 'number') return rule === call
  return call >= rule[0] && call <= rule[1]
}
