import { frontOf, type Secrets } from '../text/index.js'
import type { LogFormat } from './log-format.js'
import { detached, withoutEscapes } from './plain-line.js'

const TAIL_LINES = 40
const LONGEST_LINE_UNITS = 2_000
/** Enough for the steps of any run; more would only cost memory. */
const MOST_STEPS = 60

interface Recent {
  /** Whole lines, at most as many as are kept. */
  readonly text: string
  /** Whether the lines before them are still among the last. */
  readonly isAll: boolean
}

/** The last lines of each step's log, by the steps that the log's marks name. */
export class StepTails {
  readonly #format: LogFormat
  readonly #secrets: Secrets
  readonly #tails = new Map<string, readonly string[]>()
  #step = ''
  /**
   * What the step printed last. More text replaces nearly all of it, so it is split into lines only when they are
   * needed.
   */
  #recent: Recent | undefined

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
        this.#settle()
        this.#step = detached(step)
        begun = line
      }
      hit = end === -1 ? -1 : next(end + 1)
    }
    this.#keep(text, begun, text.length)
  }

  /** The last lines of the named step; of the last step with any, where the log doesn't name that one. */
  of(step: string | undefined): readonly string[] {
    this.#settle()
    const named = step === undefined ? undefined : this.#tails.get(step.trim())
    return named ?? [...this.#tails.values()].at(-1) ?? []
  }

  #stepOf(text: string, from: number, to: number): string | undefined {
    const start = this.#format.stampEnd(text, from)
    return this.#format.markedStep(frontOf(text.slice(start, to), LONGEST_LINE_UNITS))
  }

  /** Keeps the lines from `from` up to `to`, which stands after a newline. */
  #keep(text: string, from: number, to: number): void {
    if (to <= from) return
    const { start, count } = lastLines(text, from, to)
    const isAll = count < TAIL_LINES
    if (isAll) this.#settle()
    this.#recent = { text: detached(text.slice(start, to)), isAll }
  }

  /** Splits what came last into lines. */
  #settle(): void {
    if (this.#recent === undefined) return
    const { text, isAll } = this.#recent
    this.#recent = undefined
    const lines: string[] = []
    for (let from = 0, end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      lines.push(this.#shown(text, from, end))
      from = end + 1
    }
    const before = isAll ? (this.#tails.get(this.#step) ?? []) : []
    // Delete and re-insert: Map keeps insertion order, so the step that printed last comes last.
    this.#tails.delete(this.#step)
    this.#tails.set(this.#step, [...before, ...lines].slice(-TAIL_LINES))
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

/** Where the last lines before `to` begin, none before `from`, and how many they are. */
function lastLines(text: string, from: number, to: number) {
  let [start, count] = [to, 0]
  while (start > from && count < TAIL_LINES) {
    const before = start < 2 ? -1 : text.lastIndexOf('\n', start - 2)
    start = Math.max(before + 1, from)
    count += 1
  }
  return { start, count }
}
