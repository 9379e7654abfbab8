import {
  type Finding,
  type Line,
  type Matcher,
  NOTHING,
  PASSED,
  placeAt,
  type Reading,
  TAKEN,
  taken,
} from '../finding.js'
import type { Family } from './family.js'

const HEADER = /^-- (?<title>[A-Z][A-Z ]{2,60}) -{3,200} (?<path>\S.{0,400}\.elm)$/
const SOURCE = /^(?<line>\d{1,7})\|/
const LONGEST_LINES = 12

/** Elm names the file in a rule, says what is wrong, and shows the line. */
class ElmMatcher implements Matcher {
  #begun: { readonly title: string; readonly path: string } | undefined
  #message = ''
  #lines = 0

  get busy(): boolean {
    return this.#begun !== undefined
  }

  read({ text }: Line): Reading {
    const { title, path } = HEADER.exec(text)?.groups ?? {}
    if (title !== undefined && path !== undefined) {
      this.#begun = { title, path }
      this.#message = ''
      this.#lines = 0
      return TAKEN
    }
    const begun = this.#begun
    if (begun === undefined) return PASSED
    this.#lines += 1
    const place = placeAt(begun.path, SOURCE.exec(text)?.groups?.['line'])
    if (place === undefined) {
      if (this.#message === '') this.#message = text.trim()
      if (this.#lines > LONGEST_LINES) this.#begun = undefined
      return PASSED
    }
    this.#begun = undefined
    const message = this.#message
    return taken([{ severity: 'error', places: [place], message, title: begun.title }])
  }

  end(): readonly Finding[] {
    this.#begun = undefined
    return NOTHING
  }
}

export const elm: Family = {
  tools: 'Elm',
  reads: {
    en: '`-- TYPE MISMATCH --- src/Main.elm`, the message, and `12|` before the source',
    zh: '`-- TYPE MISMATCH --- src/Main.elm`、消息，以及源代码前的 `12|`',
  },
  matcher: () => new ElmMatcher(),
  starts: [String.raw`-- [A-Z]{3}`],
}
