import { TRIGGERS } from './matchers/index.js'

/** The lines of a block of whole lines that may begin a message, found as they are asked for. */
export class Candidates {
  readonly #searches: readonly LineSearch[]

  constructor(text: string) {
    this.#searches = TRIGGERS.map((trigger) => new LineSearch(trigger, text))
  }

  /** The beginning of the first such line at or after `from`, which is the beginning of a line itself. */
  lineFrom(from: number): number {
    let nearest = Infinity
    for (const search of this.#searches) nearest = Math.min(nearest, search.lineFrom(from))
    return nearest
  }
}

/** Looks for the lines that one expression with the flag `g` is found in, from the front to the end. */
export class LineSearch {
  readonly #trigger: RegExp
  readonly #text: string
  /** Where the trigger occurs next; beyond the text where it occurs no more. */
  #next = -1

  constructor(trigger: RegExp, text: string) {
    this.#trigger = trigger
    this.#text = text
  }

  /** The beginning of the first such line at or after `from`, the beginning of a line; beyond the text if there is none. */
  lineFrom(from: number): number {
    if (this.#next < from) this.#next = from === 0 ? this.#first() : this.#after(from - 1)
    return this.#next
  }

  /** Some triggers are beginnings of lines, and include the newline before, which the first line lacks. */
  #first(): number {
    const end = this.#text.indexOf('\n')
    this.#trigger.lastIndex = 0
    if (this.#trigger.test(`\n${this.#text.slice(0, end + 1)}`)) return 0
    return this.#after(end)
  }

  /** The line of the first hit that begins at or after a newline. */
  #after(newline: number): number {
    const trigger = this.#trigger
    trigger.lastIndex = newline
    // Not `exec`, whose result objects take a fifth of the time in a log with a message on each line.
    if (!trigger.test(this.#text)) return this.#text.length
    // A hit ends on the line that it is about, some with that line's newline.
    return this.#text.lastIndexOf('\n', trigger.lastIndex - 2) + 1
  }
}
