import { type Finding, type Matcher, NOTHING } from '../finding.js'
import { positioned } from './positions.js'

/** Lines behind a message that may still belong to it. */
const LONGEST_TAIL_LINES = 8
const CARET = /^(?<before>[\s|]*)\^[~^-]*\s*$/
/** javac's details, also through Maven and in Chinese. */
const DETAIL =
  /^(?:\[(?:ERROR|WARNING)\])?\s+(?<detail>(?:symbol|location|required|found|reason|符号|位置|需要|找到|原因)\s*[:：]\s*\S.*)$/
/** Tools that give the place alone, or a word that says nothing, and the message below it. */
const SAYS_NOTHING = /^(?:Failure|error|warning)?:?$/i

/** Messages that carry their place on their own line, and the details below it. */
export class PositionsMatcher implements Matcher {
  #pending: Finding | undefined
  #left = 0

  get busy(): boolean {
    return this.#pending !== undefined
  }

  read(line: string): readonly Finding[] {
    const finding = positioned(line)
    if (finding !== undefined) {
      const before = this.end()
      this.#pending = finding
      this.#left = LONGEST_TAIL_LINES
      return before
    }
    if (this.#pending === undefined) return NOTHING
    this.#left -= 1
    if (this.#left <= 0) return this.end()
    this.#pending = withDetail(this.#pending, line)
    return NOTHING
  }

  end(): readonly Finding[] {
    const finding = this.#pending
    this.#pending = undefined
    return finding === undefined || SAYS_NOTHING.test(finding.message) ? NOTHING : [finding]
  }
}

function withDetail(finding: Finding, line: string): Finding {
  const text = line.trim()
  if (SAYS_NOTHING.test(finding.message))
    return text === '' ? finding : { ...finding, message: text }
  const detail = DETAIL.exec(line)?.groups?.['detail']
  if (detail !== undefined) return { ...finding, message: `${finding.message}\n${detail.trim()}` }
  const caret = CARET.exec(line)?.groups?.['before']
  const [first] = finding.places
  if (caret === undefined || caret.includes('|') || first?.column !== undefined) return finding
  return {
    ...finding,
    places: finding.places.map((place) => ({ ...place, column: caret.length + 1 })),
  }
}
