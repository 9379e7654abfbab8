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

/** Errors whose place stands first and whose text follows, indented or between rules: CMake and ecj. */
const BEGINNINGS = [
  /^\d+\. (?<severity>ERROR|WARNING) in (?<path>.{1,400}?) \(at line (?<line>\d{1,7})\)$/,
  /^CMake (?:Deprecation )?(?<severity>Error|Warning)(?: \([^)]{1,40}\))? (?:at|in) (?<path>.{1,400}?):(?<line>\d{1,7})(?: \([^)]{0,100}\))?:$/,
] as const
const LONGEST_LINES = 8

class BlocksMatcher implements Matcher {
  #begun: Finding | undefined
  #ruled = false
  #underlined = false
  #lines = 0

  get busy(): boolean {
    return this.#begun !== undefined
  }

  read({ text: line }: Line): Reading {
    for (const beginning of BEGINNINGS) {
      const groups = beginning.exec(line)?.groups
      const place = placeAt(groups?.['path'] ?? '', groups?.['line'])
      if (place === undefined) continue
      const severity = groups?.['severity']?.toUpperCase() === 'WARNING' ? 'warning' : 'error'
      this.#begun = { severity, places: [place], message: '' }
      this.#ruled = beginning === BEGINNINGS[0]
      this.#underlined = false
      this.#lines = 0
      return TAKEN
    }
    return this.#begun === undefined ? PASSED : this.#readText(this.#begun, line)
  }

  end(): readonly Finding[] {
    const begun = this.#begun
    this.#begun = undefined
    return begun === undefined || begun.message === '' ? NOTHING : [begun]
  }

  /** ecj shows the source and underlines it before it says what is wrong. */
  #readText(begun: Finding, line: string): Reading {
    this.#lines += 1
    const text = line.trim()
    if (this.#ruled && !this.#underlined) {
      this.#underlined = /^\^+$/.test(text)
      const over = !this.#underlined && (this.#lines > LONGEST_LINES || /^-{5,}$/.test(text))
      if (over) this.#begun = undefined
      return PASSED
    }
    const message = `${begun.message} ${text}`.trim()
    const over = this.#ruled || text === '' || this.#lines > LONGEST_LINES
    if (!over || message === '') {
      this.#begun = this.#lines > LONGEST_LINES ? undefined : { ...begun, message }
      return TAKEN
    }
    this.#begun = undefined
    return taken([{ ...begun, message }])
  }
}

export const blocks: Family = {
  tools: 'CMake, ecj',
  reads: {
    en: '`CMake Error at path:3 (…):` and the text below',
    zh: '`CMake Error at path:3 (…):` 及其下方的文本',
  },
  matcher: () => new BlocksMatcher(),
  begins: [String.raw`\(at line \d`, String.raw`CMake [EWD]`],
}
