import { isUtf8 } from 'node:buffer'
import { LONGEST_LINE_UNITS } from './inert-text.js'

/** What a look at the bytes of whole lines tells. Both are no more than hints to spare a closer look at the text. */
export interface LineLook {
  /** Surely printed as they are: no line can act as a command, none is too long. False: maybe not. */
  readonly plain: boolean
  /** A line may name a step. False: surely none does. */
  readonly marked: boolean
}

const [TAB, NEWLINE, RETURN, SPACE, HASH, COLON, OPENING, CLOSING, DELETE] = [
  0x09, 0x0a, 0x0d, 0x20, 0x23, 0x3a, 0x5b, 0x5d, 0x7f,
]
/** No stamp is longer, whatever letters its month has. */
const LONGEST_STAMP_BYTES = 128

/**
 * Looks at whole lines, UTF-8 or not, each with its newline. Making strings of a whole log only to see that nothing
 * is to be done would cost more memory than all the rest.
 */
export function lookAt(lines: Buffer): LineLook {
  let plain = isUtf8(lines) && !mayHoldBracketCommand(lines) && !holdsLoneReturn(lines)
  let marked = false
  for (let from = 0; from < lines.length && (plain || !marked);) {
    const newline = lines.indexOf(NEWLINE, from)
    const to = newline < 0 ? lines.length : newline
    // A unit takes a byte at least.
    plain &&= to - from <= LONGEST_LINE_UNITS && !mayBeginCommand(lines, from)
    marked ||= mayNameStep(lines, from, to)
    from = to + 1
  }
  return { plain, marked }
}

/** `##[`, also with characters in between that the runner passes over. */
function mayHoldBracketCommand(lines: Buffer): boolean {
  for (let at = lines.indexOf(HASH); at >= 0; at = lines.indexOf(HASH, at)) {
    const first = at
    while (lines[at] === HASH) at += 1
    const next = lines[at] ?? NEWLINE
    if (isUnseen(next) || (next === OPENING && at - first > 1)) return true
  }
  return false
}

/** Whether it may be (the first byte of) a character that isn't seen. */
function isUnseen(byte: number): boolean {
  return (byte < SPACE && byte !== TAB && byte !== NEWLINE && byte !== RETURN) || byte >= DELETE
}

function holdsLoneReturn(lines: Buffer): boolean {
  for (let at = lines.indexOf(RETURN); at >= 0; at = lines.indexOf(RETURN, at + 1)) {
    if (lines[at + 1] !== NEWLINE) return true
  }
  return false
}

/** Blanks may stand before a command; what else may is beyond ASCII's visible characters. */
function mayBeginCommand(lines: Buffer, from: number): boolean {
  let at = from
  while (lines[at] === SPACE || lines[at] === TAB) at += 1
  const first = lines[at] ?? NEWLINE
  return first === COLON || isUnseen(first)
}

/** `[<level>] [` at the line's start or behind its stamp. */
function mayNameStep(lines: Buffer, from: number, to: number): boolean {
  if (lines[from] !== OPENING) return false
  const first = bracketEnd(lines, from, to)
  if (!isBracketNext(lines, first)) return false
  // No stamp ends in a letter.
  return isUpper(lines[first - 1]) || isBracketNext(lines, bracketEnd(lines, first + 2, to))
}

/** The closing bracket, or where it is no longer looked for. */
function bracketEnd(lines: Buffer, from: number, to: number): number {
  const end = Math.min(to, from + LONGEST_STAMP_BYTES)
  let at = from
  while (at < end && lines[at] !== CLOSING) at += 1
  return at
}

function isBracketNext(lines: Buffer, closing: number): boolean {
  return (
    lines[closing] === CLOSING && lines[closing + 1] === SPACE && lines[closing + 2] === OPENING
  )
}

function isUpper(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x41 && byte <= 0x5a
}
