import { ActionError } from '../../../core/errors.js'

/** One way to make a call: the service publishes several versions of most, and not all of them everywhere. */
export interface Dialect<T> {
  readonly name: string
  readonly run: () => Promise<T>
}

/** Which dialect of each call this service offers, learnt once a run. */
export class Dialects {
  readonly #debug: (line: string) => void
  readonly #chosen = new Map<string, string>()

  constructor(debug: (line: string) => void) {
    this.#debug = debug
  }

  /**
   * Tries the dialects in their order, from the one remembered on. Only `not-offered` leads to the next; every
   * other answer, an error too, shows that the dialect exists. Throws `not-offered` when none does, and forgets.
   */
  async first<T>(call: string, dialects: readonly Dialect<T>[]): Promise<T> {
    const known = this.#chosen.get(call)
    const from = Math.max(
      0,
      dialects.findIndex(({ name }) => name === known),
    )
    let refused: unknown
    for (const { name, run } of dialects.slice(from)) {
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
