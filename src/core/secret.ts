const STARRED = '***'

/**
 * A value that can't be printed by accident: text, JSON and inspection all give stars.
 * Only `reveal()` gives it up, which is easy to search for.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  reveal(): string {
    return this.#value
  }

  toString(): string {
    return STARRED
  }

  toJSON(): string {
    return STARRED
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return STARRED
  }
}
