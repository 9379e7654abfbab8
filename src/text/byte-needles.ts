/** A range of bytes: from inclusive, to exclusive. */
export interface Span {
  from: number
  to: number
}

const SHORTEST_BYTES = 3

/** Many texts that are searched for in one pass: the time does not grow with their number. */
export class ByteNeedles {
  readonly #byHash = new Map<number, Buffer[]>()
  /** Whether any text begins with three bytes of this hash: a quick no for nearly every position. */
  readonly #begins = new Uint8Array(65_536)
  #longest = 0

  /** Bytes of the longest text; 0 without any. */
  get longest(): number {
    return this.#longest
  }

  add(text: string): void {
    const needle = ownBytes(text)
    if (needle.length < SHORTEST_BYTES) return
    const hash = hashAt(needle, 0)
    const bucket = this.#byHash.get(hash) ?? []
    if (bucket.some((other) => other.equals(needle))) return
    this.#byHash.set(hash, [...bucket, needle])
    this.#begins[hash] = 1
    this.#longest = Math.max(this.#longest, needle.length)
  }

  remove(text: string): void {
    const needle = Buffer.from(text)
    const hash = hashAt(needle, 0)
    const left = (this.#byHash.get(hash) ?? []).filter((other) => !other.equals(needle))
    this.#byHash.set(hash, left)
    if (left.length === 0) this.#begins[hash] = 0
  }

  /** Where texts stand, in order; those that overlap are one span. */
  spansIn(bytes: Uint8Array): readonly Span[] {
    const spans: Span[] = []
    if (this.#longest === 0) return spans
    const last = bytes.length - SHORTEST_BYTES
    for (let at = 0; at <= last; at += 1) {
      const hash = hashAt(bytes, at)
      if (this.#begins[hash] === 0) continue
      for (const needle of this.#byHash.get(hash) ?? []) {
        if (standsAt(bytes, at, needle)) join(spans, at, at + needle.length)
      }
    }
    return spans
  }
}

/** In memory of their own: a small buffer is a piece of node's pool, and keeps all 64 kB of that (8 before Node 24). */
function ownBytes(text: string): Buffer {
  return Buffer.from(new Uint8Array(Buffer.from(text)).buffer)
}

function hashAt(bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, third = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]]
  return (first ^ (second << 4) ^ (third << 8)) & 0xffff
}

function standsAt(bytes: Uint8Array, at: number, needle: Buffer): boolean {
  if (at + needle.length > bytes.length) return false
  for (let index = 0; index < needle.length; index += 1) {
    if (bytes[at + index] !== needle[index]) return false
  }
  return true
}

function join(spans: Span[], from: number, to: number): void {
  const before = spans.at(-1)
  if (before === undefined || from >= before.to) spans.push({ from, to })
  else before.to = Math.max(before.to, to)
}
