import { release } from '../../../../http/index.js'

const NEWLINE = 0x0a
/** A line without an end is printed in pieces from here on. */
const HELD_MAX_BYTES = 65_536

export interface Piece {
  readonly bytes: Uint8Array
  /** Where the piece ends in the file. */
  readonly end: number
}

/**
 * A file from `from` on, in whole lines. The line at the file's end is complete only where the file is: else it is
 * left for the next fetch, so that nothing else is ever printed inside it.
 */
export async function* wholeLines(
  chunks: AsyncIterable<Uint8Array>,
  from: number,
  complete: boolean,
): AsyncGenerator<Piece, void, undefined> {
  let position = 0
  let held: Uint8Array = new Uint8Array()
  for await (const chunk of chunks) {
    const fresh = chunk.subarray(Math.max(0, Math.min(chunk.length, from - position)))
    position += chunk.length
    if (fresh.length === 0) {
      release(chunk)
      continue
    }
    const bytes = held.length === 0 ? fresh : Buffer.concat([held, fresh])
    const cut = bytes.lastIndexOf(NEWLINE) + 1
    const end = bytes.length - cut > HELD_MAX_BYTES ? bytes.length : cut
    held = Buffer.from(bytes.subarray(end))
    if (end > 0) yield { bytes: bytes.subarray(0, end), end: position - held.length }
    release(bytes)
    release(chunk)
  }
  if (complete && held.length > 0) yield { bytes: held, end: position }
}
