import type { LogChunk, LogCursor } from '../../../core/run.js'
import type { FileAnswer } from '../api/file-answer.js'
import type { LineChecklist } from './line-memory.js'
import { PIECE_MAX_BYTES, pieceEnd } from './line-memory.js'

/** Where the reading of a whole log stands: bytes of the file that are dealt with. */
export function wholeCursor(bytes: number): LogCursor {
  return { way: 'whole', bytes }
}

/**
 * A whole log without the lines that were printed before, line by line. Read again after a break, it ticks off the
 * same lines again and prints from `from` on.
 */
export async function* unprintedLines(
  file: FileAnswer,
  checklist: LineChecklist,
  from: number,
): AsyncGenerator<LogChunk, void, undefined> {
  const open = Buffer.alloc(PIECE_MAX_BYTES)
  let held = 0
  let position = 0
  const deal = (piece: Uint8Array): Uint8Array => {
    const printed = piece.length - checklist.unprinted(piece).length
    const dealtWith = Math.min(piece.length, Math.max(0, from - position))
    position += piece.length
    return piece.subarray(Math.max(printed, dealtWith))
  }
  for await (const bytes of file.bytes) {
    const parts: Uint8Array[] = []
    for (let at = 0; at < bytes.length;) {
      const { end, closed } = pieceEnd(bytes, at, held)
      open.set(bytes.subarray(at, end), held)
      held += end - at
      if (closed) {
        parts.push(Buffer.from(deal(open.subarray(0, held))))
        held = 0
      }
      at = end
    }
    const fresh = Buffer.concat(parts)
    if (fresh.length > 0) yield { bytes: fresh, cursor: wholeCursor(position) }
  }
  if (held === 0) return
  const last = Buffer.from(deal(open.subarray(0, held)))
  if (last.length > 0) yield { bytes: last, cursor: wholeCursor(position) }
}
