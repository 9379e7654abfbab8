import { ActionError } from '../../../core/index.js'

/** One way to make a call: the service publishes several versions of most, and not all of them everywhere. */
export interface ApiVersion<T> {
  readonly name: string
  readonly run: () => Promise<T>
}

/** Which version of each call this service offers, learnt once a run. */
export class ApiVersions {
  readonly #debug: (line: string) => void
  readonly #chosen = new Map<string, string>()

  constructor(debug: (line: string) => void) {
    this.#debug = debug
  }

  /**
   * Tries the versions in their order, from the one remembered on. Only `not-offered` leads to the next; every
   * other answer, an error too, shows that the version exists. Throws `not-offered` when none does, and forgets.
   */
  async first<T>(call: string, versions: readonly ApiVersion<T>[]): Promise<T> {
    const known = this.#chosen.get(call)
    const from = Math.max(
      0,
      versions.findIndex(({ name }) => name === known),
    )
    let refused: unknown
    for (const { name, run } of versions.slice(from)) {
      try {
        const result = await run()
        this.#choose(call, name)
        return result
      } catch (error) {
        if (!isNotOffered(error)) throw error
        this.#debug(`${call}: ${name} is not offered here`)
        refused = error
      }
    }
    this.#chosen.delete(call)
    throw refused
  }

  #choose(call: string, name: string): void {
    if (this.#chosen.get(call) === name) return
    this.#chosen.set(call, name)
    this.#debug(`${call}: using ${name}`)
  }
}

export function isNotOffered(error: unknown): error is ActionError {
  return error instanceof ActionError && error.code === 'not-offered'
}
