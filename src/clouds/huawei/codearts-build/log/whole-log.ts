import type { FileAnswer } from '../../gateway/index.js'
import { ActionError, type LogChunk, type LogCursor } from '../../../../core/index.js'
import { release } from '../../../../http/index.js'
import { type LineChecklist, PIECE_MAX_BYTES, pieceEnd } from './line-memory.js'

/** Lines before printed ones are held back up to this size, until it is sure that this is the log that was printed. */
const HELD_BACK_MAX_BYTES = 4 * 1024 * 1024

/** How far a whole log was read: bytes of the file that were printed or skipped. */
function wholeCursor(bytes: number): LogCursor {
  return { way: 'whole', bytes }
}

export function wholeBytesOf(cursor: LogCursor | undefined): number {
  const { way, bytes } = cursor ?? {}
  return way === 'whole' && typeof bytes === 'number' ? bytes : 0
}

/** The whole log doesn't hold what was printed: printing it would repeat all of that. */
function foreignLog(): ActionError {
  return new ActionError('bad-answer', 'The whole log and the files of the steps differ', {
    hint: 'The files of the steps are read instead.',
  })
}

export interface WholeReading {
  readonly file: FileAnswer
  /** What was printed before, and not from this file. */
  readonly checklist: LineChecklist
  /** Bytes of this file that an earlier reading printed or skipped. */
  readonly from: number
  /** Whether the log can be read in another way: then a whole log that lacks printed lines is refused. */
  readonly replaceable: boolean
  readonly moved: (bytes: number) => void
}

/**
 * A whole log without the lines that were printed before, line by line. Read again after a break, it ticks off the
 * same lines again and prints from `from` on.
 */
export async function* unprintedLines(
  reading: WholeReading,
): AsyncGenerator<LogChunk, void, undefined> {
  const { file, checklist, replaceable } = reading
  const pieces = new Pieces(reading)
  let held: Uint8Array[] = []
  let heldBytes = 0
  for await (const bytes of file.bytes) {
    reading.moved(bytes.length)
    held.push(...pieces.add(bytes))
    heldBytes = held.reduce((sum, { length }) => sum + length, 0)
    const sure = !replaceable || checklist.isDone
    if (!sure && heldBytes > HELD_BACK_MAX_BYTES) throw foreignLog()
    if (sure && heldBytes > 0) {
      yield { bytes: joined(held), cursor: wholeCursor(pieces.position) }
      held = []
    }
    // Safe, because what is still held back was copied.
    release(bytes)
  }
  held.push(...pieces.end())
  if (replaceable && !checklist.isDone) throw foreignLog()
  const rest = joined(held)
  if (rest.length > 0) yield { bytes: rest, cursor: wholeCursor(pieces.position) }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces
  return only !== undefined && pieces.length === 1 ? only : Buffer.concat(pieces)
}

/** Cuts a file into lines, wherever its chunks end, and keeps of each what is still to be printed. */
class Pieces {
  readonly #checklist: LineChecklist
  readonly #from: number
  readonly #open = Buffer.alloc(PIECE_MAX_BYTES)
  #held = 0
  #position = 0

  constructor({ checklist, from }: WholeReading) {
    this.#checklist = checklist
    this.#from = from
  }

  /** Bytes of the file in whole pieces so far. */
  get position(): number {
    return this.#position
  }

  add(bytes: Uint8Array): Uint8Array[] {
    const kept: Uint8Array[] = []
    for (let at = 0; at < bytes.length;) {
      if (this.#isPast) return [...kept, this.#rest(bytes.subarray(at))]
      const { end, closed } = pieceEnd(bytes, at, this.#held)
      this.#open.set(bytes.subarray(at, end), this.#held)
      this.#held += end - at
      if (closed) kept.push(...this.end())
      at = end
    }
    return kept
  }

  /** Whether all that follows is to be printed: no need to look at each line. */
  get #isPast(): boolean {
    return this.#checklist.isDone && this.#held === 0 && this.#position >= this.#from
  }

  #rest(bytes: Uint8Array): Uint8Array {
    this.#position += bytes.length
    return bytes
  }

  /** The open piece is a whole one: the file ends here. */
  end(): Uint8Array[] {
    if (this.#held === 0) return []
    const piece = Buffer.from(this.#open.subarray(0, this.#held))
    this.#held = 0
    const printed = piece.length - this.#checklist.unprinted(piece).length
    const dealtWith = Math.min(piece.length, Math.max(0, this.#from - this.#position))
    this.#position += piece.length
    const start = Math.max(printed, dealtWith)
    return start === piece.length ? [] : [piece.subarray(start)]
  }
}
