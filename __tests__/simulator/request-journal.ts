import type { Fault } from './faults.js'

/** One request that arrived. `status` stays absent while, and if, nothing is answered. */
export interface SeenRequest {
  /** The client's clock, milliseconds. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** One dialect, e.g. `record-info-v4`; empty for an unknown path. */
  readonly route: string
  /** The call, e.g. `record-info`. */
  readonly family: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly status?: number
  readonly fault?: Fault['kind']
}

/** What arrived, in order. */
export class RequestJournal {
  readonly #entries: SeenRequest[] = []

  get entries(): readonly SeenRequest[] {
    return this.#entries
  }

  /** Gives what notes the status a request was answered with. */
  add(entry: SeenRequest): (status: number) => void {
    const index = this.#entries.push(entry) - 1
    return (status) => {
      this.#entries[index] = { ...entry, status }
    }
  }
}
