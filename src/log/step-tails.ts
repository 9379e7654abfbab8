import type { Secrets } from '../text/index.js'
import type { LogFormat } from './log-format.js'
import { detached, withoutEscapes } from './plain-line.js'

const TAIL_LINES = 40
const LONGEST_LINE_UNITS = 2_000
/** Enough for the steps of any run; more would only cost memory. */
const MOST_STEPS = 60

/** The last lines of each step's log, by the steps that the log's marks name. */
export class StepTails {
  readonly #format: LogFormat
  readonly #secrets: Secrets
  readonly #tails = new Map<string, string[]>()
  #step = ''

  constructor(format: LogFormat, secrets: Secrets) {
    this.#format = format
    this.#secrets = secrets
  }

  /** Whole lines, each with its newline. */
  take(text: string): void {
    const { markHint } = this.#format
    let begun = 0
    const next = (from: number) => (markHint === undefined ? -1 : text.indexOf(markHint, from))
    for (let hit = next(0); hit !== -1;) {
      const line = text.lastIndexOf('\n', hit) + 1
      const end = text.indexOf('\n', hit)
      const step = this.#stepOf(text, line, end === -1 ? text.length : end)
      if (step !== undefined && step !== this.#step) {
        this.#keep(text, begun, line)
        this.#step = detached(step)
        begun = line
      }
      hit = end === -1 ? -1 : next(end + 1)
    }
    this.#keep(text, begun, text.length)
  }

  /** The last lines of the named step; of the last step with any, where the log doesn't name that one. */
  of(step: string | undefined): readonly string[] {
    const named = step === undefined ? undefined : this.#tails.get(step.trim())
    return named ?? [...this.#tails.values()].at(-1) ?? []
  }

  #stepOf(text: string, from: number, to: number): string | undefined {
    const start = this.#format.stampEnd(text, from)
    return this.#format.markedStep(text.slice(start, Math.min(to, start + LONGEST_LINE_UNITS)))
  }

  /** Lines from `from` up to `to`, which stands after a newline. */
  #keep(text: string, from: number, to: number): void {
    if (to <= from) return
    const lines: string[] = []
    for (let end = to - 1; end >= from && lines.length < TAIL_LINES;) {
      const before = end === 0 ? -1 : text.lastIndexOf('\n', end - 1)
      const start = Math.max(before + 1, from)
      lines.unshift(this.#shown(text, start, end))
      end = start - 1
    }
    const tail = [...(this.#tails.get(this.#step) ?? []), ...lines].slice(-TAIL_LINES)
    // Delete and re-insert: Map keeps insertion order, so the step that printed last comes last.
    this.#tails.delete(this.#step)
    this.#tails.set(this.#step, tail)
    const [oldest] = this.#tails.keys()
    if (this.#tails.size > MOST_STEPS && oldest !== undefined) this.#tails.delete(oldest)
  }

  #shown(text: string, from: number, to: number): string {
    const start = Math.min(this.#format.stampEnd(text, from), to)
    const line = withoutEscapes(text.slice(start, to))
    const cut =
      line.length > LONGEST_LINE_UNITS ? this.#secrets.starredStart(line, LONGEST_LINE_UNITS) : line
    return detached(cut.replace(/\r$/, ''))
  }
}
