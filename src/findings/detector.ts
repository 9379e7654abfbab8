import { type LogFormat, toolLine, withoutColours } from '../log/index.js'
import type { Secrets } from '../text/index.js'
import type { Finding, Matcher } from './finding.js'
import {
  BlocksMatcher,
  EslintMatcher,
  GoTestMatcher,
  NamedBelowMatcher,
  PositionsMatcher,
  PytestMatcher,
  PythonMatcher,
  RustMatcher,
  TestFailuresMatcher,
} from './matchers/index.js'

/**
 * What a line must hold to begin a message of any tool: logs have 200 MB, and one search over a block of lines
 * settles that most of them say nothing.
 */
const TRIGGER = new RegExp(
  [
    String.raw`\.[A-Za-z]\w{0,9}(?::\d|\(\d|: ?[[(]\d|", line \d|:line \d| on line \d|: line \d| \(at line )`,
    String.raw`\.(?:[cm]?[jt]sx?|vue|svelte|astro|s?css|less|json|html|md)\r?\n`,
    String.raw`(?:rror|arning)(?:\[[\w:-]+\])?: `,
    String.raw`Traceback \(|panic|akefile:\d|<<< | FAILED\r?\n|● |❯ |✖ |FAIL|not ok |Failed \S`,
    String.raw`(?:^|\n)(?:=+ (?:FAILURES|ERRORS) |=== RUN |\s{2,4}\d{1,4}\) |[A-Z]{1,4}\d{3,4} )|错误|警告|エラー`,
  ].join('|'),
  'g',
)
/** What errors hold alone, in a flood of output or of warnings: a search for it costs a fifth. */
const ERROR_TRIGGER = /rror(?:\[[\w:-]+\])?: |RROR\]|FAIL|Traceback \(|panicked at/g
const LONGEST_FULL_UNITS = 32 * 1024 * 1024
const FLOOD_ATTENTION_LINES = 60
const MOST_WARNINGS = 1_000
const MOST_ERRORS = 3_000
/** Longer lines are minified code or data; what stands behind is not read. UTF-16 units. */
const LONGEST_LINE_UNITS = 2_000
/** Hostile or endless output must not hold up the log: lines that were looked at and said nothing. */
const MOST_IDLE_LINES = 400_000

/** Finds the messages of compilers and tests in text of whole lines. */
export class Detector {
  readonly #format: LogFormat
  readonly #secrets: Secrets
  readonly #matchers: readonly Matcher[] = [
    new PositionsMatcher(),
    new RustMatcher(),
    new PythonMatcher(),
    new PytestMatcher(),
    new TestFailuresMatcher(),
    new GoTestMatcher(),
    new EslintMatcher(),
    new BlocksMatcher(),
    new NamedBelowMatcher(),
  ]
  #idleLines = 0
  #units = 0
  #attention = 0
  readonly #counts = { error: 0, warning: 0 }

  constructor(format: LogFormat, secrets: Secrets) {
    this.#format = format
    this.#secrets = secrets
  }

  /** Whole lines, each with its newline. */
  read(given: string): readonly Finding[] {
    if (this.#isOver) return []
    this.#units += given.length
    const flood = this.#isFlood
    const text = withoutColours(given)
    const found: Finding[] = []
    for (let from = 0; from < text.length;) {
      if (!this.#attentive(flood, found)) {
        from = nextCandidate(text, from, flood ? ERROR_TRIGGER : TRIGGER)
        this.#attention = FLOOD_ATTENTION_LINES
      }
      if (from >= text.length) break
      const to = text.indexOf('\n', from)
      const end = to < 0 ? text.length : to
      this.#readLine(toolLine(this.#cutLine(text, from, end), this.#format), found)
      from = end + 1
    }
    return found
  }

  /** A cut could divide a secret, so that nothing would star its halves. */
  #cutLine(text: string, from: number, end: number): string {
    if (end - from <= LONGEST_LINE_UNITS) return text.slice(from, end)
    return this.#secrets.starredStart(text.slice(from, end), LONGEST_LINE_UNITS)
  }

  end(): readonly Finding[] {
    return this.#matchers.flatMap((matcher) => matcher.end())
  }

  get #isOver(): boolean {
    return this.#idleLines > MOST_IDLE_LINES || this.#counts.error > MOST_ERRORS
  }

  /** After so much output, or so many warnings, only errors are looked for. */
  get #isFlood(): boolean {
    return this.#units > LONGEST_FULL_UNITS || this.#counts.warning > MOST_WARNINGS
  }

  /** Whether a message has begun that the next line may belong to. */
  get #isBusy(): boolean {
    return this.#matchers.some(({ busy }) => busy)
  }

  /** Whether the next line matters to what has begun. In a flood that ends after a while, or it might never. */
  #attentive(flood: boolean, found: Finding[]): boolean {
    if (!this.#isBusy) return false
    if (!flood || this.#attention > 0) return true
    found.push(...this.end())
    return false
  }

  #readLine(line: string, found: Finding[]): void {
    const before = found.length
    for (const matcher of this.#matchers) found.push(...matcher.read(line))
    for (const { severity } of found.slice(before)) this.#counts[severity] += 1
    this.#attention -= 1
    this.#idleLines = found.length > before ? 0 : this.#idleLines + 1
  }
}

/** The start of the next line that may begin a message. */
function nextCandidate(text: string, from: number, trigger: RegExp): number {
  // From the newline before, because some triggers are beginnings of lines.
  trigger.lastIndex = Math.max(0, from - 1)
  const hit = trigger.exec(text)
  if (hit === null) return text.length
  const isBeginning = hit[0].startsWith('\n')
  return isBeginning ? hit.index + 1 : Math.max(from, text.lastIndexOf('\n', hit.index) + 1)
}
