import type { LogFormat } from '../log/index.js'
import type { Folder } from './context.js'
import type { Secrets } from '../text/index.js'
import { type Line, MOST_BEFORE } from './finding.js'
import { type ToolLine, toolLines } from './tool-line.js'

/** Longer lines are minified code or data; what stands after that is not read. UTF-16 units. */
const LONGEST_LINE_UNITS = 2_000
/** What is kept of the text before, so that a message above its place is found wherever the log is cut. */
const LONGEST_KEPT_UNITS = MOST_BEFORE * LONGEST_LINE_UNITS

/** A block of whole lines and the lines before it, cut into lines as they are asked for. */
export class LineWindow {
  readonly #format: LogFormat
  readonly #secrets: Secrets
  readonly text: string
  /** Where the block begins in `text`. */
  readonly begin: number

  constructor(format: LogFormat, secrets: Secrets, kept: string, block: string) {
    this.#format = format
    this.#secrets = secrets
    this.text = kept + block
    this.begin = kept.length
  }

  /** The end of the line that begins at `from`: its newline, or the end of the text. */
  endOf(from: number): number {
    const newline = this.text.indexOf('\n', from)
    return newline < 0 ? this.text.length : newline
  }

  startOf(at: number): number {
    return at === 0 ? 0 : this.text.lastIndexOf('\n', at - 1) + 1
  }

  /** What the line at `from` shows: more than one line where a lone `\r` began it again. */
  linesAt(from: number, end: number): readonly ToolLine[] {
    return toolLines(this.#cut(from, end), this.#format)
  }

  /** The line as matchers see it; `from` is where it begins in the text. */
  line({ text, timed }: ToolLine, from: number, folders: readonly Folder[]): Line {
    return { text, timed, folders, before: (count) => this.#before(from, count) }
  }

  /** The last lines, to be put before the next block. */
  kept(): string {
    let from = this.text.length
    for (let count = 0; count < MOST_BEFORE && from > 0; count += 1) from = this.startOf(from - 1)
    const least = this.text.length - LONGEST_KEPT_UNITS
    // Whole lines: the rest of a cut one may begin with half a secret.
    return this.text.slice(from >= least ? from : this.endOf(least) + 1)
  }

  /** A cut could divide a secret, so that nothing would star its halves. */
  #cut(from: number, end: number): string {
    if (end - from <= LONGEST_LINE_UNITS) return this.text.slice(from, end)
    return this.#secrets.starredStart(this.text.slice(from, end), LONGEST_LINE_UNITS)
  }

  #before(from: number, count: number): string {
    let start = from
    for (let left = Math.min(count, MOST_BEFORE); left > 0; left -= 1) {
      if (start === 0) return ''
      start = this.startOf(start - 1)
    }
    return this.linesAt(start, this.endOf(start)).at(-1)?.text ?? ''
  }
}
