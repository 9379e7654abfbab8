import { type LogFormat, withoutEscapes } from '../log/index.js'
import type { Secrets } from '../text/index.js'
import { Candidates, LineSearch } from './candidates.js'
import { Context, type Folder } from './context.js'
import type { Finding, Matcher, Severity } from './finding.js'
import { LineWindow } from './line-window.js'
import { matchers } from './matchers/index.js'
import { Quotes } from './quotes.js'
import type { ToolLine } from './tool-line.js'

/** After so many warnings, a line that only warns is not looked at any more. */
const MOST_WARNINGS = 1_000
const MOST_ERRORS = 3_000
const WARNS = /arning|WARN|warn|警告|[\n\] ]w: /g
const SAYS_ERROR = /[Ee]rr|ERR|[Ff]ail|FAIL|[Ff]atal|错误|エラー/g
/** A message that has begun must end, or a flood would be read line by line for it. */
const FLOOD_ATTENTION_LINES = 60
/**
 * Hostile or endless output must not hold up the log: after so many lines in a row that were looked at and said nothing,
 * only those that name an error are looked at, and then none any more.
 */
const MOST_IDLE_LINES = 400_000
const MOST_IDLE_ERROR_LINES = 600_000

/** Finds the messages of compilers and tests in text of whole lines. */
export class Detector {
  readonly #format: LogFormat
  readonly #secrets: Secrets
  readonly #matchers: readonly Matcher[] = matchers()
  readonly #context = new Context()
  readonly #quotes = new Quotes()
  /** The last lines of what was read. */
  #kept = ''
  #idleLines = 0
  #attention = 0
  /** Whether a matcher has begun a message: asked after each line that they read, not at each that they don't. */
  #busy = false
  readonly #counts: Record<Severity, number> = { error: 0, warning: 0, notice: 0 }

  constructor(format: LogFormat, secrets: Secrets) {
    this.#format = format
    this.#secrets = secrets
  }

  /** Whole lines, each with its newline. */
  read(given: string): readonly Finding[] {
    if (this.#isOver) return []
    const window = new LineWindow(this.#format, this.#secrets, this.#kept, withoutEscapes(given))
    const candidates = new Candidates(window.text)
    const flood = new FloodLines(window.text)
    const found: Finding[] = []
    for (let from = 0; from < window.text.length;) {
      if (!this.#attentive(found)) {
        from = candidates.lineFrom(from)
        this.#attention = FLOOD_ATTENTION_LINES
      }
      if (from >= window.text.length) break
      const end = window.endOf(from)
      if (this.#isIgnored(flood, from)) {
        from = end + 1
        continue
      }
      for (const line of window.linesAt(from, end)) this.#readLine(line, from, window, found)
      from = end + 1
    }
    this.#kept = window.kept()
    return found
  }

  end(): readonly Finding[] {
    const folders = this.#context.folders()
    return this.#ended().map((finding) => placed(finding, folders))
  }

  get #isOver(): boolean {
    return this.#idleLines > MOST_IDLE_ERROR_LINES || this.#counts.error > MOST_ERRORS
  }

  /** In a flood, a line that can't be an error's. */
  #isIgnored(flood: FloodLines, from: number): boolean {
    const idle = this.#idleLines > MOST_IDLE_LINES
    if (!idle && !this.#isFlood) return false
    return (idle || flood.warns(from)) && !flood.saysError(from)
  }

  get #isFlood(): boolean {
    return this.#counts.warning > MOST_WARNINGS
  }

  /** Whether the next line matters to what has begun. In a flood that ends after a while, or it might never. */
  #attentive(found: Finding[]): boolean {
    if (!this.#busy) return false
    if (!this.#isFlood || this.#attention > 0) return true
    this.#quotes.end()
    found.push(...this.end())
    return false
  }

  #readLine(tool: ToolLine, from: number, window: LineWindow, found: Finding[]): void {
    this.#attention -= 1
    if (this.#quotes.read(tool)) {
      this.#idleLines += 1
      return
    }
    if (this.#movesTo(tool, found)) return
    const before = found.length
    const folders = this.#context.folders(tool.project)
    const line = window.line(tool, from, folders)
    for (const matcher of this.#matchers) {
      const { findings, taken } = matcher.read(line)
      // A message of one line waits for details below it: it comes before what was found there.
      const isLast = matcher === this.#matchers.at(-1)
      if (findings.length > 0 && !isLast) found.push(...(this.#matchers.at(-1)?.end() ?? []))
      for (const finding of findings) found.push(placed(finding, folders))
      if (taken) break
    }
    this.#busy = this.#isBusy()
    for (const { severity } of found.slice(before)) this.#counts[severity] += 1
    this.#idleLines = found.length > before ? 0 : this.#idleLines + 1
  }

  /** Whether the line tells where the tools go next; what was begun belongs to where they were. */
  #movesTo(tool: ToolLine, found: Finding[]): boolean {
    const before = this.#context.folders()
    const tells = this.#context.read(tool)
    // A step's mark ends where the tools were, too, and may have text of its own.
    if (this.#context.folders() !== before) {
      for (const finding of this.#ended()) found.push(placed(finding, before))
    }
    return tells
  }

  #isBusy(): boolean {
    return this.#quotes.busy || this.#matchers.some(({ busy }) => busy)
  }

  #ended(): readonly Finding[] {
    const ended = this.#matchers.flatMap((matcher) => matcher.end())
    this.#busy = this.#isBusy()
    return ended
  }
}

/** What the lines of a block say, asked from the front to the end. No line is cut out for it: a flood has millions. */
class FloodLines {
  readonly #warnings: LineSearch
  readonly #errors: LineSearch

  constructor(text: string) {
    this.#warnings = new LineSearch(WARNS, text)
    this.#errors = new LineSearch(SAYS_ERROR, text)
  }

  warns(line: number): boolean {
    return this.#warnings.lineFrom(line) === line
  }

  saysError(line: number): boolean {
    return this.#errors.lineFrom(line) === line
  }
}

function placed(finding: Finding, folders: readonly Folder[]): Finding {
  return folders.length === 0 || finding.folders !== undefined ? finding : { ...finding, folders }
}
