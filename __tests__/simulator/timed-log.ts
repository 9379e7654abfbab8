import type { Writing } from './log-writer.js'
import type { LogPlan } from './plan.js'

/** What offsets count: the service doesn't say, so a client must only hand back what it got. */
export type OffsetUnit = 'utf16' | 'bytes'

export interface LogSlice {
  readonly text: string
  readonly end: number
}

/** Joined pieces leave in chunks of about this many characters. */
const CHUNK_CHARACTERS = 65_536

/** A build's whole log, indexed by time and by offset, so that a page costs its own size. */
export class TimedLog {
  readonly #pieces: string[] = []
  readonly #ends: number[] = []
  readonly #readableAt: number[] = []
  readonly #stepEnds = new Map<number, { first: number; last: number }>()
  readonly #unit: OffsetUnit

  constructor(writings: Iterable<Writing>, plan: LogPlan, endedAt: number, unit: OffsetUnit) {
    this.#unit = unit
    let end = 0
    for (const { atMs, text, step } of writings) {
      end += unit === 'bytes' ? Buffer.byteLength(text) : text.length
      this.#note(step, this.#pieces.length)
      this.#readableAt.push(Math.max(this.#readableAt.at(-1) ?? 0, atMs + plan.lagMs))
      this.#pieces.push(text)
      this.#ends.push(end)
    }
    const tail = plan.lateTail
    if (tail === undefined) return
    const from = Math.max(0, this.#pieces.length - tail.lines)
    const late = this.#readableAt.slice(from).map((at) => Math.max(at, endedAt + tail.afterMs))
    this.#readableAt.splice(from, late.length, ...late)
  }

  /** The offset behind what can be read now. */
  readableEnd(now: number): number {
    return this.#endOf(above(this.#readableAt, now) - 1)
  }

  /** Everything readable, or one step's share, in chunks. */
  *chunks(now: number, step?: number): Generator<string> {
    const readable = above(this.#readableAt, now)
    const range = step === undefined ? { first: 0, last: readable - 1 } : this.#stepEnds.get(step)
    if (range === undefined) return
    let chunk = ''
    for (let at = range.first; at <= Math.min(range.last, readable - 1); at += 1) {
      chunk += this.#pieces[at] ?? ''
      if (chunk.length < CHUNK_CHARACTERS) continue
      yield chunk
      chunk = ''
    }
    if (chunk !== '') yield chunk
  }

  /** At most `length` units from `from` on. UTF-16 pages may end inside a surrogate pair; byte pages can't. */
  slice(from: number, length: number, now: number): LogSlice {
    const limit = this.readableEnd(now)
    const asked = Math.min(limit, from + length)
    const end = this.#unit === 'bytes' && asked < limit ? this.#characterStart(asked, from) : asked
    if (end <= from) return { text: '', end: from }
    let text = ''
    for (let at = above(this.#ends, from); this.#endOf(at - 1) < end; at += 1) {
      const start = this.#endOf(at - 1)
      text += this.#cut(at, Math.max(0, from - start), end - start)
    }
    return { text, end }
  }

  /** Length of a text in the unit of the offsets. */
  measure(text: string): number {
    return this.#unit === 'bytes' ? Buffer.byteLength(text) : text.length
  }

  #note(step: number | undefined, piece: number): void {
    if (step === undefined) return
    const first = this.#stepEnds.get(step)?.first ?? piece
    this.#stepEnds.set(step, { first, last: piece })
  }

  #endOf(piece: number): number {
    return piece < 0 ? 0 : (this.#ends[piece] ?? Infinity)
  }

  #cut(piece: number, from: number, to: number): string {
    const text = this.#pieces[piece] ?? ''
    if (this.#unit === 'utf16') return text.slice(from, to)
    return from === 0 && to >= Buffer.byteLength(text)
      ? text
      : Buffer.from(text).subarray(from, to).toString()
  }

  /** The start of the character at `offset`; the next one's if that would be at or before `after`. */
  #characterStart(offset: number, after: number): number {
    const piece = above(this.#ends, offset)
    const start = this.#endOf(piece - 1)
    const bytes = Buffer.from(this.#pieces[piece] ?? '')
    const inside = (at: number) => ((bytes[at - start] ?? 0) & 0xc0) === 0x80
    let at = offset
    while (inside(at)) at -= 1
    if (at > after) return at
    at = offset
    while (inside(at)) at += 1
    return at
  }
}

/** How many of the ascending figures are at most `limit`; also the place of the first one above it. */
function above(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] ?? Infinity) <= limit) low = middle + 1
    else high = middle
  }
  return low
}
