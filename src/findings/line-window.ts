import { detached, type LogFormat } from '../log/index.js'
import type { Folder } from './context.js'
import type { Secrets } from '../text/index.js'
import { type Line, MOST_BEFORE } from './finding.js'
import { type ToolLine, toolLines } from './tool-line.js'

/** Longer lines are minified code or data; the rest of such a line is not read. UTF-16 units. */
const LONGEST_LINE_UNITS = 2_000
/** What is kept of the text before, so that a message above its place is found wherever the log is cut. */
const LONGEST_KEPT_UNITS = MOST_BEFORE * LONGEST_LINE_UNITS

/** A block of whole lines and the lines before it, cut into lines as they are asked for. */
export class LineWindow {
  readonly #format: LogFormat
  readonly #secrets: Secrets
  /** The lines before the block. The two are not joined: that would copy the whole log for the few lines looked back at. */
  readonly #earlier: string
  readonly text: string

  constructor(format: LogFormat, secrets: Secrets, earlier: string, text: string) {
    this.#format = format
    this.#secrets = secrets
    this.#earlier = earlier
    this.text = text
  }

  /** The end of the line that begins at `from`: its newline, or the end of the text. */
  endOf(from: number): number {
    return endOf(this.text, from)
  }

  /** What the line at `from` shows: more than one line where a lone `\r` began it again. */
  linesAt(from: number, end: number): readonly ToolLine[] {
    return toolLines(this.#cut(this.text, from, end), this.#format)
  }

  /** The line as matchers see it; `from` is where it begins in the text. */
  line({ text, timed }: ToolLine, from: number, folders: readonly Folder[]): Line {
    return { text, timed, folders, before: (count) => this.#before(from, count) }
  }

  /** The last lines, to be put before the next block. */
  kept(): string {
    const { lines, count } = lastLines(this.text)
    return detached(count < MOST_BEFORE ? lastLines(this.#earlier + this.text).lines : lines)
  }

  /** Starred before it is cut, because no search finds half a secret. */
  #cut(text: string, from: number, end: number): string {
    if (end - from <= LONGEST_LINE_UNITS) return text.slice(from, end)
    return this.#secrets.starredStart(text.slice(from, end), LONGEST_LINE_UNITS)
  }

  #before(from: number, count: number): string {
    let left = Math.min(count, MOST_BEFORE)
    let start = from
    for (; left > 0 && start > 0; left -= 1) start = startOf(this.text, start - 1)
    return left === 0 ? this.#shown(this.text, start) : this.#earlierLine(left)
  }

  /** A line before the block, 1 is the one before its first. */
  #earlierLine(count: number): string {
    let start = this.#earlier.length
    for (let left = count; left > 0; left -= 1) {
      if (start === 0) return ''
      start = startOf(this.#earlier, start - 1)
    }
    return this.#shown(this.#earlier, start)
  }

  #shown(text: string, from: number): string {
    return toolLines(this.#cut(text, from, endOf(text, from)), this.#format).at(-1)?.text ?? ''
  }
}

function endOf(text: string, from: number): number {
  const newline = text.indexOf('\n', from)
  return newline < 0 ? text.length : newline
}

function startOf(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

/** At most so many lines as are kept of a text, and how many they are. */
function lastLines(text: string): { readonly lines: string; readonly count: number } {
  let [from, count] = [text.length, 0]
  for (; count < MOST_BEFORE && from > 0; count += 1) from = startOf(text, from - 1)
  const least = text.length - LONGEST_KEPT_UNITS
  // Whole lines: the rest of a cut one may begin with half a secret.
  return { lines: text.slice(from >= least ? from : endOf(text, least) + 1), count }
}
