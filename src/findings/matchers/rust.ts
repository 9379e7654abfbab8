import { type Finding, type Matcher, NOTHING, placeAt, type Severity } from '../finding.js'

/** rustc and Clippy; Ruff prints the same form with its rule in front. */
const HEADER = /^(?<severity>error|warning)(?:\[(?<code>[\w:-]{1,60})\])?: (?<message>.+)$/
const RUFF_HEADER = /^(?<code>[A-Z]{1,4}\d{3,4})(?: \[\*\])? (?<message>.+)$/
const ARROW = /^\s*--> (?<path>.{1,400}?):(?<line>\d{1,7}):(?<column>\d{1,6})$/
const PANIC =
  /^\s*thread '(?<thread>[^']{0,200})'(?: \(\d+\))? panicked at (?:'(?<message>.{0,2000})', )?(?<path>[^':]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6}):?$/
const LONGEST_GAP_LINES = 4

interface Header {
  readonly severity: Severity
  readonly message: string
  readonly title?: string
}

/** A message whose place follows on a line of its own: `error[E0308]: text`, ` --> src/x.rs:1:2`; and panics. */
export class RustMatcher implements Matcher {
  #header: Header | undefined
  #panic: Finding | undefined
  #gap = 0

  get busy(): boolean {
    return this.#header !== undefined || this.#panic !== undefined
  }

  read(line: string): readonly Finding[] {
    if (this.#panic !== undefined) {
      const panic = { ...this.#panic, message: line.trim() || 'panicked' }
      this.#panic = undefined
      return [panic]
    }
    const header = HEADER.exec(line)?.groups ?? RUFF_HEADER.exec(line)?.groups
    if (header !== undefined) {
      this.#header = headerOf(header)
      this.#gap = 0
      return NOTHING
    }
    return this.#header === undefined ? this.#readPanic(line) : this.#readPlace(this.#header, line)
  }

  end(): readonly Finding[] {
    const panic = this.#panic
    this.#header = undefined
    this.#panic = undefined
    return panic === undefined ? NOTHING : [panic]
  }

  #readPlace(header: Header, line: string): readonly Finding[] {
    const arrow = ARROW.exec(line)?.groups
    this.#gap += 1
    if (arrow === undefined) {
      if (this.#gap >= LONGEST_GAP_LINES || line.trim() === '') this.#header = undefined
      return NOTHING
    }
    this.#header = undefined
    const place = placeAt(arrow['path'] ?? '', arrow['line'], arrow['column'])
    return place === undefined ? NOTHING : [{ ...header, places: [place] }]
  }

  #readPanic(line: string): readonly Finding[] {
    const groups = PANIC.exec(line)?.groups
    const place = placeAt(groups?.['path'] ?? '', groups?.['line'], groups?.['column'])
    if (groups === undefined || place === undefined) return NOTHING
    const message = groups['message']
    const finding: Finding = {
      severity: 'error',
      places: [place],
      message: message ?? 'panicked',
      title: groups['thread'] ?? 'panic',
    }
    if (message !== undefined) return [finding]
    this.#panic = finding
    return NOTHING
  }
}

function headerOf({
  severity,
  code,
  message,
}: Readonly<Record<string, string | undefined>>): Header {
  return {
    severity: severity === 'warning' ? 'warning' : 'error',
    message: message ?? '',
    ...(code !== undefined && { title: code }),
  }
}
