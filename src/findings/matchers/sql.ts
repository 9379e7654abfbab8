import {
  type Finding,
  type Line,
  type Matcher,
  PASSED,
  placeAt,
  type Reading,
  TAKEN,
  taken,
} from '../finding.js'
import type { Family } from './family.js'

const HEADER = /^== \[(?<path>[^\]]{1,400})\] (?:FAIL|PASS)$/
const ROW =
  /^L:\s{0,8}(?<line>\d{1,7}) \| P:\s{0,8}(?<column>\d{1,6}) \|\s{1,4}(?<code>[A-Z]{2,3}\d{0,3}) \| (?<message>\S.*)$/
const MORE = /^\s{8,40}\| (?<text>\S.*)$/
/** What can't be parsed, templated or read at all; all else is a rule of style. */
const BROKEN = /^(?:PRS|TMP|LXR)$/

/** sqlfluff: the file in the head, a row for each message, long ones over several lines. */
class SqlfluffMatcher implements Matcher {
  #file: string | undefined
  #row: Finding | undefined

  get busy(): boolean {
    return this.#file !== undefined
  }

  read({ text }: Line): Reading {
    const header = HEADER.exec(text)?.groups?.['path']
    if (header !== undefined) {
      const before = this.end()
      this.#file = header
      return taken(before)
    }
    const row = ROW.exec(text)?.groups
    const place = placeAt(this.#file, row?.['line'], row?.['column'])
    if (row !== undefined && place !== undefined) {
      const before = this.#flush()
      const { code = '', message = '' } = row
      const severity = BROKEN.test(code) ? 'error' : 'warning'
      this.#row = { severity, places: [place], message, title: code }
      return taken(before)
    }
    const more = MORE.exec(text)?.groups?.['text']
    if (more === undefined || this.#row === undefined) {
      const ended = this.end()
      return ended.length === 0 ? PASSED : { findings: ended, taken: false }
    }
    this.#row = { ...this.#row, message: `${this.#row.message} ${more}` }
    return TAKEN
  }

  end(): readonly Finding[] {
    this.#file = undefined
    return this.#flush()
  }

  #flush(): readonly Finding[] {
    const row = this.#row
    this.#row = undefined
    return row === undefined ? [] : [row]
  }
}

export const sql: Family = {
  tools: 'sqlfluff',
  reads: {
    en: '`L: 3 | P: 10 | LT01 | text` below `== [path] FAIL`: what can not be parsed is an error, all else a warning',
    zh: '`== [path] FAIL` 下方的 `L: 3 | P: 10 | LT01 | text`：无法解析的为错误，其余为警告',
  },
  matcher: () => new SqlfluffMatcher(),
  begins: [String.raw`== \[\S`],
}
