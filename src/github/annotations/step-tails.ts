import { markedStep, stampEnd } from '../log-marks.js'
import { detached, withoutColours } from './plain-line.js'

const TAIL_LINES = 40
const LONGEST_LINE_UNITS = 2_000
/** Enough for the steps of any task, of which one has 50 at most (CodeArts Build, "Constraints"). */
const MOST_STEPS = 60
const MARK = /\[(?:INFO|WARNING|WARN|DEBUG|ERROR|INTERNAL)\] \[/g

/** The last lines of each step's log, by the steps that the log's marks name. */
export class StepTails {
  readonly #tails = new Map<string, string[]>()
  #step = ''

  /** Whole lines, each with its newline. */
  take(text: string): void {
    let begun = 0
    MARK.lastIndex = 0
    for (let hit = MARK.exec(text); hit !== null; hit = MARK.exec(text)) {
      const line = text.lastIndexOf('\n', hit.index) + 1
      if (line < begun || stampEnd(text, line) !== hit.index) continue
      const step = markedStep(
        text.slice(hit.index, hit.index + LONGEST_LINE_UNITS).split('\n', 1)[0] ?? '',
      )
      if (step === undefined || step === this.#step) continue
      this.#keep(text, begun, line)
      this.#step = detached(step)
      begun = line
    }
    this.#keep(text, begun, text.length)
  }

  /** The last lines of the named step; of the last step with any, where the log doesn't name that one. */
  of(step: string | undefined): readonly string[] {
    const named = step === undefined ? undefined : this.#tails.get(step.trim())
    return named ?? [...this.#tails.values()].at(-1) ?? []
  }

  /** Lines from `from` up to `to`, which stands behind a newline. */
  #keep(text: string, from: number, to: number): void {
    if (to <= from) return
    const lines: string[] = []
    for (let end = to - 1; end >= from && lines.length < TAIL_LINES;) {
      const before = end === 0 ? -1 : text.lastIndexOf('\n', end - 1)
      const start = Math.max(before + 1, from)
      lines.unshift(shown(text, start, end))
      end = start - 1
    }
    const tail = [...(this.#tails.get(this.#step) ?? []), ...lines].slice(-TAIL_LINES)
    // Anew, so that the map's order is that of the last words.
    this.#tails.delete(this.#step)
    this.#tails.set(this.#step, tail)
    const [oldest] = this.#tails.keys()
    if (this.#tails.size > MOST_STEPS && oldest !== undefined) this.#tails.delete(oldest)
  }
}

function shown(text: string, from: number, to: number): string {
  const start = Math.min(stampEnd(text, from), to)
  const cut = withoutColours(text.slice(start, Math.min(to, start + LONGEST_LINE_UNITS)))
  return detached(cut.replace(/\r$/, ''))
}
