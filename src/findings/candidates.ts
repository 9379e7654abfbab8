import { TRIGGERS } from './matchers/index.js'

/** The lines of a block of whole lines that may begin a message, found as they are asked for. */
export class Candidates {
  readonly #text: string
  /** The first line, with the newline before it that others have: some triggers are beginnings of lines. */
  readonly #first: string
  /** Where each trigger stands next; beyond the text where it stands nowhere any more. */
  readonly #next = TRIGGERS.map(() => -1)

  constructor(text: string) {
    this.#text = text
    this.#first = `\n${text.slice(0, text.indexOf('\n') + 1)}`
  }

  /** The beginning of the first such line at or after `from`, which is the beginning of a line itself. */
  lineFrom(from: number): number {
    let nearest = this.#text.length
    for (const [index, trigger] of TRIGGERS.entries()) {
      nearest = Math.min(nearest, this.#hitFrom(from, index, trigger))
    }
    return nearest
  }

  #hitFrom(from: number, index: number, trigger: RegExp): number {
    const known = this.#next[index] ?? -1
    if (known >= from) return known
    const line = from === 0 && isIn(this.#first, trigger) ? 0 : this.#search(from, trigger)
    this.#next[index] = line
    return line
  }

  #search(from: number, trigger: RegExp): number {
    // From the newline before.
    trigger.lastIndex = Math.max(this.#first.length - 2, from - 1)
    const hit = trigger.exec(this.#text)
    return hit === null ? this.#text.length : Math.max(from, this.#lineOf(hit))
  }

  #lineOf({ 0: match, index }: RegExpExecArray): number {
    return match.startsWith('\n') ? index + 1 : this.#text.lastIndexOf('\n', index) + 1
  }
}

function isIn(text: string, trigger: RegExp): boolean {
  trigger.lastIndex = 0
  return trigger.test(text)
}
