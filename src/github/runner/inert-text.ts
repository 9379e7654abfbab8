import { type Secrets, startOf } from '../../text/index.js'
// What .NET's culture-sensitive comparison passes over, so that `#\u200b#[` is `##[` to the runner.
import { UNSEEN } from './unseen.js'

/** The runner takes minutes over very long lines (actions/runner#1031, #3582). UTF-16 units. */
export const LONGEST_LINE_UNITS = 4_000
/** Shorter than the limit, because each command in a piece, of three characters at least, gets one more. */
const PIECE_UNITS = 3_000
const COLON = 0x3a

/** What .NET trims before it looks for `::`, without the ends of lines: JavaScript's \s lacks U+0085. */
const BLANK = String.raw`\t\v\f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`

const COMMAND = new RegExp(`(^|[\\r\\n])([${BLANK}${UNSEEN}]*)(:[${UNSEEN}]*:)`, 'gu')
const COMMAND_HERE = new RegExp(`[${BLANK}${UNSEEN}]*:[${UNSEEN}]*:`, 'uy')
const BRACKET_COMMAND = new RegExp(`(#[${UNSEEN}]*#[${UNSEEN}]*)\\[`, 'gu')
const ANY_BRACKET_COMMAND = new RegExp(BRACKET_COMMAND.source, 'u')

/**
 * Remote text that can't act as a workflow command: a visible backslash breaks `::` at the start of a line, where a
 * lone \r starts one too, and `##[` anywhere, which the web log renders as well. All else is unchanged.
 */
export function inertLine(text: string): string {
  return text.replace(COMMAND, '$1$2\\$3').replace(BRACKET_COMMAND, '$1\\[')
}

/**
 * Whether any line of a text, after its beginning, may hold what `consoleLines` changes: one look at a block of lines
 * spares a look at each.
 */
export function mayChangeInside(text: string): boolean {
  // Regular expressions take ten times as long to find nothing.
  if (text.includes('\r') && /\r(?!\n)/.test(text)) return true
  return text.includes('#') && ANY_BRACKET_COMMAND.test(text)
}

/** Whether `consoleLines` may change the line between `from` and `to` for its length, or for how it begins. */
export function mayChange(text: string, from: number, to: number): boolean {
  if (to - from > LONGEST_LINE_UNITS) return true
  // Most lines begin with what begins no command: the first character settles them.
  const first = text.charCodeAt(from)
  const settled = first > 0x20 && first < 0x7f && first !== COLON
  if (settled) return false
  COMMAND_HERE.lastIndex = from
  return COMMAND_HERE.test(text)
}

/**
 * One line of the log as the inert lines that the console gets: one, or pieces of a very long line. A mark or a cut
 * inside a secret would keep the runner from finding it, so a line that needs one is starred by us; every other is
 * unchanged.
 */
export function consoleLines(line: string, secrets: Secrets): readonly string[] {
  const end = line.endsWith('\r') ? '\r' : ''
  const given = line.slice(0, line.length - end.length)
  if (given.length <= LONGEST_LINE_UNITS && inertLine(given) === given) return [line]
  const body = secrets.starred(given)
  if (body.length <= LONGEST_LINE_UNITS) {
    const inert = inertLine(body)
    if (inert.length <= LONGEST_LINE_UNITS) return [inert + end]
  }
  const { pieces, rest } = cutPieces(body)
  return [...pieces, inertLine(rest) + end]
}

/**
 * Inert pieces from the front of an endless line, which is starred already, and the rest, never empty, that isn't a
 * whole piece yet.
 */
export function cutPieces(text: string): {
  readonly pieces: readonly string[]
  readonly rest: string
} {
  const pieces: string[] = []
  let from = 0
  while (text.length - from > PIECE_UNITS) {
    const before = text.charCodeAt(from + PIECE_UNITS - 1)
    // A surrogate pair stays together.
    const to = from + PIECE_UNITS - (before >= 0xd800 && before <= 0xdbff ? 1 : 0)
    pieces.push(inertLine(text.slice(from, to)))
    from = to
  }
  return { pieces, rest: text.slice(from) }
}

/** Text on one line, without control characters. It is to be starred after this as well. */
export function flattened(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}

/** Flat text that is starred already, for the middle of a line of ours: inert, of bounded length. */
export function inertPhrase(flat: string, longest: number): string {
  const short = flat.length > longest ? `${startOf(flat, longest)}…` : flat
  return inertLine(short)
}
