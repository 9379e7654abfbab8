import { TRIGGERS } from './matchers/index.js'

/** The lines of a text that may begin a message, found as they are asked for. */
export class Candidates {
  readonly #text: string
  /** Where each trigger stands next; beyond the text where it stands nowhere any more. */
  readonly #next = TRIGGERS.map(() => -1)

  constructor(text: string) {
    this.#text = text
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
    // From the newline before, because some triggers are beginnings of lines.
    trigger.lastIndex = Math.max(0, from - 1)
    const hit = trigger.exec(this.#text)
    const line = hit === null ? this.#text.length : Math.max(from, this.#lineOf(hit))
    this.#next[index] = line
    return line
  }

  #lineOf({ 0: match, index }: RegExpExecArray): number {
    return match.startsWith('\n') ? index + 1 : this.#text.lastIndexOf('\n', index) + 1
  }
}
