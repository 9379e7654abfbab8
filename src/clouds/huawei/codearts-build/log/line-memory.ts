const { imul } = Math
const NEWLINE = 0x0a
/** A longer line counts as several pieces, cut at the same places wherever it is read, so that memory stays flat. */
export const PIECE_MAX_BYTES = 65_536
const FIRST_CAPACITY = 1_024

/** Two 32-bit lanes over bytes, joined to the 53 bits that a double holds exactly. Not for secrets. */
export class PieceHash {
  #a = 0x811c9dc5
  #b = 0x9e3779b9
  #length = 0

  get length(): number {
    return this.#length
  }

  get value(): number {
    const a = imul(this.#a ^ (this.#a >>> 16), 0x85ebca6b)
    const b = imul(this.#b ^ (this.#b >>> 13), 0xc2b2ae35)
    return ((a ^ (b >>> 11)) & 0x1fffff) * 0x1_0000_0000 + ((b ^ (a >>> 15)) >>> 0)
  }

  add(bytes: Uint8Array, from: number, to: number): void {
    let a = this.#a
    let b = this.#b
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0
      a = imul(a ^ byte, 0x01000193)
      b = imul(b ^ byte, 0x5bd1e995) ^ (b >>> 15)
    }
    this.#a = a
    this.#b = b
    this.#length += to - from
  }

  reset(): void {
    this.#a = 0x811c9dc5
    this.#b = 0x9e3779b9
    this.#length = 0
  }
}

/**
 * Where the next piece ends: after the next newline, or at the most a piece may have; `closed` is false at the bytes'
 * end.
 */
export function pieceEnd(
  bytes: Uint8Array,
  from: number,
  already: number,
): { readonly end: number; readonly closed: boolean } {
  const longest = from + PIECE_MAX_BYTES - already
  const newline = bytes.indexOf(NEWLINE, from)
  const line = newline === -1 ? Infinity : newline + 1
  const end = Math.min(line, longest, bytes.length)
  return { end, closed: end === line || end === longest }
}

/** Which lines were printed, 8 bytes for each, so that a file with the whole log can be printed without them. */
export class LineMemory {
  #hashes = new Float64Array(FIRST_CAPACITY)
  #count = 0
  readonly #open = new PieceHash()

  /** Printed bytes, in order. */
  add(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      const { end, closed } = pieceEnd(bytes, from, this.#open.length)
      this.#open.add(bytes, from, end)
      if (closed) this.#push()
      from = end
    }
  }

  /** The lines so far, to be ticked off one by one. */
  checklist(): LineChecklist {
    const { length, value } = this.#open
    return new LineChecklist(this.#hashes.slice(0, this.#count), { length, hash: value })
  }

  #push(): void {
    if (this.#count === this.#hashes.length) {
      const larger = new Float64Array(this.#hashes.length * 2)
      larger.set(this.#hashes)
      this.#hashes = larger
    }
    this.#hashes[this.#count] = this.#open.value
    this.#count += 1
    this.#open.reset()
  }
}

/**
 * Says which part of each line of a whole log is still to be printed. Lines are matched by content and by how often they
 * occur, not by place: where the two texts differ in one line, the lines after it must not be printed twice.
 */
export class LineChecklist {
  readonly #sorted: Float64Array
  /** At the first of equal hashes: how many of them are ticked off. */
  readonly #ticked: Uint32Array
  readonly #open: { readonly length: number; readonly hash: number }
  #openFound: boolean
  #left: number

  constructor(hashes: Float64Array, open: { readonly length: number; readonly hash: number }) {
    this.#sorted = hashes.sort()
    this.#ticked = new Uint32Array(hashes.length)
    this.#open = open
    this.#openFound = open.length === 0
    this.#left = hashes.length
  }

  /** Whether every line was met. */
  get isDone(): boolean {
    return this.#left === 0 && this.#openFound
  }

  /** The part of this line that was not printed: all of it, its end, or nothing. */
  unprinted(piece: Uint8Array): Uint8Array {
    if (this.#tick(hashOf(piece, piece.length))) return piece.subarray(piece.length)
    const { length, hash } = this.#open
    if (this.#openFound || piece.length < length || hashOf(piece, length) !== hash) return piece
    this.#openFound = true
    return piece.subarray(length)
  }

  #tick(hash: number): boolean {
    let low = 0
    let high = this.#sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#sorted[middle] ?? 0) < hash) low = middle + 1
      else high = middle
    }
    const ticked = this.#ticked[low] ?? 0
    if (this.#sorted[low + ticked] !== hash) return false
    this.#ticked[low] = ticked + 1
    this.#left -= 1
    return true
  }
}

function hashOf(bytes: Uint8Array, length: number): number {
  const hash = new PieceHash()
  hash.add(bytes, 0, length)
  return hash.value
}
