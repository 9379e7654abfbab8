import {
  type Finding,
  type Line,
  type Matcher,
  PASSED,
  passed,
  type Reading,
  taken,
} from '../finding.js'
import { findingOf, type Form } from './form.js'

/** Lines after a message that may still belong to it. */
const LONGEST_TAIL_LINES = 8
const CARET = /^(?<before>[\s|]*)\^[~^-]*\s*$/
/** javac's details, also through Maven and in Chinese. */
const DETAIL =
  /^(?:\[(?:ERROR|WARNING)\])?\s+(?<detail>(?:symbol|location|required|found|reason|符号|位置|需要|找到|原因)\s*[:：]\s*\S.*)$/
/** Tools that give the place alone, or a word that says nothing, and the message below it. */
const SAYS_NOTHING =
  /^(?:Failure|error|warning|\[(?:GHC-\d{1,6}|-W[\w-]{1,80})\](?: \[-W.*)?|FAILED|\[[A-Z]\d+\])?:?$/i
/** Frames of stacks are read where a failure was announced. */
const FRAME = /^\s{1,8}at /
/** A passing test's title may quote anything. */
const PASSES = /^\s*(?:✓|✔|√|☑|\[ {7}OK \]|ok \d|PASS\b|\(pass\))/

/** Messages that carry their place on their own line, and the details below it. */
export class FormsMatcher implements Matcher {
  readonly #forms: readonly Form[]
  #pending: Finding | undefined
  #left = 0

  constructor(forms: readonly Form[]) {
    this.#forms = forms
  }

  get busy(): boolean {
    return this.#pending !== undefined
  }

  read(line: Line): Reading {
    const isOther = FRAME.test(line.text) || PASSES.test(line.text)
    const finding = isOther ? undefined : findingOf(line, this.#forms)
    if (finding !== undefined) {
      const before = this.end()
      this.#pending = line.folders.length === 0 ? finding : { ...finding, folders: line.folders }
      this.#left = LONGEST_TAIL_LINES
      return taken(before)
    }
    if (this.#pending === undefined) return PASSED
    this.#left -= 1
    if (this.#left <= 0) return passed(this.end())
    this.#pending = withDetail(this.#pending, line.text)
    return PASSED
  }

  end(): readonly Finding[] {
    const finding = this.#pending
    this.#pending = undefined
    return finding === undefined || SAYS_NOTHING.test(finding.message) ? [] : [finding]
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
