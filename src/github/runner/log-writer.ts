import { isUtf8 } from 'node:buffer'
import { capitalized, type RunWords } from '../../core/index.js'
import type { LineReader, LogFormat, LogLines } from '../../log/index.js'
import { frontOf, type StarringText } from '../../text/index.js'
import { type Console, escaped } from './console.js'
import {
  consoleLines,
  cutPieces,
  LONGEST_LINE_UNITS,
  mayChange,
  mayChangeInside,
} from './inert-text.js'

export interface LogWriterOptions {
  /** `false` drops the service's stamps. */
  readonly timestamps: boolean
  readonly format: LogFormat
  readonly words: RunWords
}

const LONGEST_TITLE_UNITS = 200

/** Prints a run's log as inert lines, folded into a group for each step that the log's marks name. */
export class LogWriter implements LineReader {
  readonly #console: Console
  readonly #timestamps: boolean
  readonly #format: LogFormat
  /** The group of lines that no step marks. */
  readonly #unmarked: string
  /** The step whose lines come, and whether its group is open: lines of ours close it in between. */
  #group: string | undefined
  #open = false
  /** An endless line: what is starred of it and not printed yet, and whether its front is. */
  #tail = ''
  #starring: StarringText | undefined
  #continued = false

  constructor(console: Console, options: LogWriterOptions) {
    this.#console = console
    this.#timestamps = options.timestamps
    this.#format = options.format
    console.closesGroupBy(() => this.#closed())
    this.#unmarked = `${capitalized(options.words.run)} log`
  }

  async take(lines: LogLines): Promise<void> {
    const printed = this.#inert(lines)
    if (printed.length > 0) await this.#console.print(printed)
  }

  /** Nearly all of a log is printed as it came, which needs no encoding. */
  #inert(lines: LogLines): string | Uint8Array {
    const printed = lines.whole ? this.#lines(lines.text) : this.#part(lines.text)
    return printed === lines.text && isUtf8(lines.bytes) ? lines.bytes : printed
  }

  /** Prints an unfinished last line and closes the group. What comes later begins a new one. */
  async end(rest: string): Promise<void> {
    const isOpen = rest !== '' || this.#starring !== undefined
    const last = isOpen ? this.#lines(`${rest}\n`) : ''
    const end = this.#closed()
    this.#group = undefined
    if (last + end !== '') await this.#console.print(last + end)
  }

  /** Whole lines, the first of which may be the end of an endless one. */
  #lines(given: string): string {
    if (this.#starring === undefined) return this.#whole(given)
    const end = given.indexOf('\n')
    const last = this.#starring.push(given.slice(0, end)) + this.#starring.end()
    const line = this.#whole(`${this.#tail}${last}\n`)
    this.#tail = ''
    this.#starring = undefined
    return line + this.#whole(given.slice(end + 1))
  }

  /** Runs of unchanged lines are copied at once: logs have 200 MB. */
  #whole(text: string): string {
    const suspect = mayChangeInside(text)
    let printed = ''
    let copied = 0
    let mark = this.#markFrom(text, 0)
    for (let from = 0; from < text.length;) {
      const to = text.indexOf('\n', from)
      if (mark < from) mark = this.#markFrom(text, from)
      const group = this.#groupBefore(mark < to ? this.#stepOf(text, from, to) : undefined)
      const start = this.#timestamps || this.#continued ? from : this.#format.stampEnd(text, from)
      const changes = suspect || mayChange(text, start, to)
      if (group !== '' || changes || start > from) {
        printed += text.slice(copied, from) + group
        copied = start
        if (changes) {
          printed += consoleLines(text.slice(start, to), this.#console.secrets).join('\n') + '\n'
          copied = to + 1
        }
      }
      this.#continued = false
      from = to + 1
    }
    return printed + text.slice(copied)
  }

  /** A part of an endless line: as many pieces as are there. */
  #part(given: string): string {
    const isFront = this.#starring === undefined
    const group = this.#groupBefore(isFront ? this.#stepOf(given, 0, given.length) : undefined)
    const start = isFront && !this.#timestamps ? this.#format.stampEnd(given, 0) : 0
    this.#starring ??= this.#console.secrets.textStream()
    const { pieces, rest } = cutPieces(this.#tail + this.#starring.push(given.slice(start)))
    this.#tail = rest
    this.#continued = true
    return group + pieces.map((piece) => `${piece}\n`).join('')
  }

  /** The commands that must stand before a line with this mark: none while it belongs to the open group. */
  #groupBefore(step: string | undefined): string {
    const group = step ?? this.#group ?? this.#unmarked
    if (group === this.#group && this.#open) return ''
    const end = this.#closed()
    this.#group = group
    this.#open = true
    return `${end}::group::${escaped(this.#console.phrase(group, LONGEST_TITLE_UNITS))}\n`
  }

  /** What must be printed for no group to be open. */
  #closed(): string {
    const end = this.#open ? '::endgroup::\n' : ''
    this.#open = false
    return end
  }

  /** Where a line that may be marked is next; beyond the text where there is none. */
  #markFrom(text: string, from: number): number {
    const { markHint } = this.#format
    const hit = markHint === undefined ? -1 : text.indexOf(markHint, from)
    return hit === -1 ? text.length : hit
  }

  #stepOf(text: string, from: number, to: number): string | undefined {
    if (this.#continued) return undefined
    const start = this.#format.stampEnd(text, from)
    return this.#format.markedStep(frontOf(text.slice(start, to), LONGEST_LINE_UNITS))
  }
}
