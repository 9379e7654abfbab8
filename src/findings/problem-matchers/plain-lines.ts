import { type LogFormat, withoutEscapes, withoutReturns } from '../../log/index.js'
import { startOf } from '../../text/index.js'
import { Context, type Folder } from '../context.js'

/**
 * The rest of a longer line is not matched: no message is so long. Shorter than the first part of an endless line, so
 * that the end of that part cuts no secret.
 */
export const LONGEST_LINE_UNITS = 16 * 1024

/** Lines as their tools printed them, and where the tools were. */
export interface PlainLines {
  readonly text: string
  /** From which line on tools were in which folders; the first entry is for the first line. */
  readonly moves: readonly Move[]
}

interface Move {
  readonly line: number
  readonly folders: readonly Folder[]
}

/** Makes plain lines of those of the log, and follows the folders that they name. */
export class PlainLinesReader {
  readonly #format: LogFormat
  readonly #context = new Context()

  constructor(format: LogFormat) {
    this.#format = format
  }

  /** Whole lines, starred already. A lone `\r` begins a line, too, as it does for the runner. */
  read(text: string): PlainLines {
    const lines: string[] = []
    const moves: Move[] = [{ line: 0, folders: this.#context.folders() }]
    for (const line of withoutEscapes(text).replace(/\n$/, '').split('\n')) {
      const stamped = startOf(line, LONGEST_LINE_UNITS).slice(this.#format.stampEnd(line, 0))
      const step = this.#format.markedStep(stamped)
      const shown = withoutReturns(this.#format.withoutMark(stamped))
      for (const part of shown.split(/\r+/)) {
        this.#context.read({ text: part, timed: false, ...(step !== undefined && { step }) })
        const folders = this.#context.folders()
        if (folders !== moves.at(-1)?.folders) moves.push({ line: lines.length, folders })
        lines.push(part)
      }
    }
    return { text: lines.join('\n'), moves }
  }
}

/** Where the tools were when they printed a line. */
export function foldersAt({ moves }: PlainLines, line: number): readonly Folder[] {
  return moves.findLast((move) => move.line <= line)?.folders ?? []
}
