import { LogLines } from './log-lines.js'
import { markedStep, stampEnd } from '../clouds/huawei/codearts-build/log-format.js'
import { detached, withoutColours } from './plain-line.js'

const TAIL_LINES = 40
/** Of lines that are read only when somebody asks for them. */
const UNREAD_BYTES = 32 * 1024
const NEWLINE = 0x0a
const LONGEST_LINE_UNITS = 2_000
/** Enough for the steps of any task, of which one has 50 at most (CodeArts Build, "Constraints"). */
const MOST_STEPS = 60
const MARK = /\[(?:INFO|WARNING|WARN|DEBUG|ERROR|INTERNAL)\] \[/g

/** The last lines of each step's log, by the steps that the log's marks name. */
export class StepTails {
  readonly #tails = new Map<string, string[]>()
  #step = ''
  readonly #room = Buffer.alloc(UNREAD_BYTES)
  /** Bytes of the current step's last lines in the room: whole lines that aren't read yet. */
  #unread = 0

  /** Whole lines, each with its newline. */
  take(text: string): void {
    this.#settle()
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

  /** The same. What belongs to the current step is kept as bytes until somebody asks for it, or the step ends. */
  takeLines(lines: LogLines): void {
    const { bytes, look } = lines
    if (look.steps?.every((step) => step === this.#step) !== true) {
      this.take(lines.text)
      return
    }
    const from = tailStart(bytes)
    // Lines enough for a whole tail: those before don't matter any more.
    if (from > 0) this.#unread = 0
    if (this.#unread + bytes.length - from > UNREAD_BYTES) this.take(lines.text)
    else this.#unread += bytes.copy(this.#room, this.#unread, from)
  }

  /** The last lines of the named step; of the last step with any, where the log doesn't name that one. */
  of(step: string | undefined): readonly string[] {
    this.#settle()
    const named = step === undefined ? undefined : this.#tails.get(step.trim())
    return named ?? [...this.#tails.values()].at(-1) ?? []
  }

  #settle(): void {
    if (this.#unread === 0) return
    const { text } = new LogLines(this.#room.subarray(0, this.#unread), true)
    this.#unread = 0
    this.#keep(text, 0, text.length)
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

/** Where the lines begin that a tail has room for; 0 when there are fewer. */
function tailStart(lines: Buffer): number {
  let at = lines.length - 1
  for (let count = 0; count < TAIL_LINES; count += 1) {
    if (at <= 0) return 0
    at = lines.lastIndexOf(NEWLINE, at - 1)
  }
  return at + 1
}

function shown(text: string, from: number, to: number): string {
  const start = Math.min(stampEnd(text, from), to)
  const cut = withoutColours(text.slice(start, Math.min(to, start + LONGEST_LINE_UNITS)))
  return detached(cut.replace(/\r$/, ''))
}
