const NEWLINE = 0x0a
/** A line that is longer than this is handed on in parts: memory stays flat whatever a build prints. */
const LONGEST_HELD_BYTES = 64 * 1024

/** Decoded log text. `whole` tells that it consists of whole lines, each with its newline. */
export interface CutText {
  readonly text: string
  readonly whole: boolean
}

/**
 * Cuts bytes into whole lines. They are decoded only once cut, so a character that was split between two
 * chunks comes out whole; bytes that are no UTF-8 become U+FFFD.
 */
export class LineCutter {
  #held: Buffer = Buffer.alloc(0)

  cut(bytes: Uint8Array): readonly CutText[] {
    const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const end = given.lastIndexOf(NEWLINE) + 1
    const cuts: CutText[] = []
    if (end > 0) {
      const text = Buffer.concat([this.#held, given.subarray(0, end)]).toString('utf8')
      cuts.push({ text, whole: true })
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

  #part(): CutText {
    const end = characterEnd(this.#held)
    const text = this.#held.toString('utf8', 0, end)
    this.#held = Buffer.from(this.#held.subarray(end))
    return { text, whole: false }
  }
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
