import { type Duration, milliseconds } from './duration.js'

/** What a step writes: pieces of text, spread over a span of time. */
export interface LogContent {
  readonly pieces: number
  readonly piece: (index: number) => string
  /** Stamped pieces are whole lines: they get the time prefix of their moment and a line end. */
  readonly stamped: boolean
  /** Absent: an even share of the time that the build has left. */
  readonly overMs?: number
  /** The same content, spread evenly over this time; its last piece is written at the end of it. */
  over(span: Duration): LogContent
}

/** Command output, one stamped line each: so many, numbered from 1, or these. */
export function lines(
  count: number | readonly string[],
  line: (number: number) => string = (number) => `line ${number}`,
): LogContent {
  if (typeof count === 'number') return content(count, (index) => line(index + 1), true)
  return content(count.length, (index) => count[index] ?? '', true)
}

/** Text exactly as it stands, without stamps or added line ends, written in pieces cut anywhere in it. */
export function text(raw: string, pieces = 10): LogContent {
  const size = Math.ceil(raw.length / pieces)
  const count = size === 0 ? 0 : Math.ceil(raw.length / size)
  const cut = (index: number) => characterStart(raw, Math.min(raw.length, index * size))
  return content(count, (index) => raw.slice(cut(index), cut(index + 1)), false)
}

/** The place at or just before `at` that isn't inside a surrogate pair: a writer writes whole characters. */
function characterStart(raw: string, at: number): number {
  const before = raw.charCodeAt(at - 1)
  const behind = raw.charCodeAt(at)
  const inside = before >= 0xd800 && before < 0xdc00 && behind >= 0xdc00 && behind < 0xe000
  return inside ? at - 1 : at
}

function content(
  pieces: number,
  piece: (index: number) => string,
  stamped: boolean,
  overMs?: number,
): LogContent {
  return {
    pieces,
    piece,
    stamped,
    ...(overMs === undefined ? {} : { overMs }),
    over: (span) => content(pieces, piece, stamped, milliseconds(span)),
  }
}
