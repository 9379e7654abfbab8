import { LogLines } from './log-lines.js'

const NEWLINE = 0x0a
/** A line that is longer than this is handed on in parts: memory stays flat whatever a build prints. */
const LONGEST_HELD_BYTES = 64 * 1024

/**
 * Cuts bytes into whole lines. Lines are decoded after the cut, so a character that was split between two chunks comes
 * out whole.
 */
export class LineCutter {
  #held: Buffer = Buffer.alloc(0)

  cut(bytes: Uint8Array): readonly LogLines[] {
    const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const end = given.lastIndexOf(NEWLINE) + 1
    const cuts: LogLines[] = []
    if (end > 0) {
      // Only the line that began in the last chunk is joined: chunks are large.
      const first = this.#held.length === 0 ? 0 : given.indexOf(NEWLINE) + 1
      const joined = Buffer.concat([this.#held, given.subarray(0, first)])
      if (first > 0) cuts.push(new LogLines(joined, true))
      const whole = given.subarray(first, end)
      if (end > first) cuts.push(new LogLines(whole, true))
      this.#held = Buffer.from(given.subarray(end))
    } else {
      this.#held = Buffer.concat([this.#held, given])
    }
    if (this.#held.length > LONGEST_HELD_BYTES) cuts.push(this.#part())
    return cuts
  }

  /** What is left after the last newline. */
  rest(): string {
    const text = this.#held.toString('utf8')
    this.#held = Buffer.alloc(0)
    return text
  }

  #part(): LogLines {
    const end = characterEnd(this.#held)
    const bytes = this.#held.subarray(0, end)
    this.#held = Buffer.from(this.#held.subarray(end))
    return new LogLines(bytes, false)
  }
}

/** The end of a block of at most `most` bytes: after its last newline, so that no line is cut without need. */
export function blockEnd(bytes: Uint8Array, from: number, most: number): number {
  const limit = from + most
  if (limit >= bytes.length) return bytes.length
  const newline = bytes.lastIndexOf(NEWLINE, limit - 1)
  return newline >= from ? newline + 1 : limit
}

/** The end of the last whole character: at most three bytes from the end of the bytes. */
function characterEnd(bytes: Buffer): number {
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    const isLead = byte >= 0xc0
    if (isLead) return bytes.length - back
    if (byte < 0x80) return bytes.length
  }
  return bytes.length
}
