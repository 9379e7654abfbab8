import type { Build } from './build-machine.js'
import type { Answer, Arrival, Problem } from './exchange.js'
import type { PageChange } from './faults.js'
import type { Job } from './job.js'
import type { StoredTemplate } from './definitions.js'
import type { Keystores } from './keystores.js'
import type { Offers, Settings } from './options.js'

/** What a route may ask of the service. Look-ups throw the service's own refusal. */
export interface Service {
  readonly settings: Settings
  readonly jobs: ReadonlyMap<string, Job>
  readonly keystores: Keystores
  readonly templates: Map<string, StoredTemplate>
  /** A task that is being created. */
  newJob(): Job
  /** 32 hex digits. */
  newId(): string
  now(): number
  job(id: string): Job
  build(jobId: string, number: number): Build
  record(recordId: string): Build
  report(problem: Omit<Problem, 'route'>): void
}

/** A request that found its route, its path and query checked. */
export interface Call {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly arrival: Arrival
  /** The parsed body of a POST or PUT. */
  readonly body: unknown
  readonly pageChange?: PageChange
}

/** `!` marks what must be there. `day` is `yyyy-MM-dd`, `moment` is `yyyy-MM-dd HH:mm:ss`. */
export type QueryRule =
  'integer' | 'integer!' | 'string' | 'string!' | 'boolean' | 'day!' | 'moment!'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `:name` stands for one segment. */
  readonly pattern: string
  /** One dialect of a call, e.g. `record-info-v4`. */
  readonly name: string
  /** The call, whatever the dialect, e.g. `record-info`. */
  readonly family: string
  /** Absent: always published. */
  readonly offer?: (offers: Offers) => boolean
  readonly query?: Readonly<Record<string, QueryRule>>
  /** A POST that may come without a body. */
  readonly emptyBody?: boolean
  /** Signing in needs no credentials. */
  readonly open?: boolean
  readonly answer: (call: Call, service: Service) => Answer
}

/** Published unless the offers leave this dialect out. */
export function dialect(key: keyof Offers, name?: string) {
  return (offers: Offers): boolean => {
    const offered = offers[key]
    if (offered === undefined || typeof offered === 'boolean') return offered ?? true
    return offered.some((one) => one === name)
  }
}
