import { isUtf8 } from 'node:buffer'
import { LONGEST_LINE_UNITS } from '../github/runner/inert-text.js'
import { markedStep, stampEnd } from '../clouds/huawei/codearts-build/log-format.js'

/** What a look at the bytes of whole lines tells, to spare a closer look at the text. */
export interface LineLook {
  /** Surely printed as they are: no line can act as a command, none is too long. False: maybe not. */
  readonly plain: boolean
  /** The steps that lines name: none or one. Undefined: maybe more. */
  readonly steps: readonly string[] | undefined
}

const [TAB, NEWLINE, RETURN, SPACE, HASH, COLON, OPENING, CLOSING, DELETE] = [
  0x09, 0x0a, 0x0d, 0x20, 0x23, 0x3a, 0x5b, 0x5d, 0x7f,
]
/** No stamp is longer, whatever letters its month has. */
const LONGEST_STAMP_BYTES = 128
/** Longer marks get the closer look. */
const LONGEST_MARK_BYTES = 300
const MARK_END = '] :'

/**
 * Looks at whole lines, UTF-8 or not, each with its newline. Making strings of a whole log only to see that nothing
 * is to be done would cost more memory than all the rest.
 */
export function lookAt(lines: Buffer): LineLook {
  const marks = new Marks(lines)
  let plain = isUtf8(lines) && !mayHoldBracketCommand(lines) && !holdsLoneReturn(lines)
  for (let from = 0; from < lines.length && (plain || !marks.differ);) {
    const newline = lines.indexOf(NEWLINE, from)
    const to = newline < 0 ? lines.length : newline
    // A unit takes a byte at least.
    plain &&= to - from <= LONGEST_LINE_UNITS && !mayBeginCommand(lines, from)
    marks.look(from, to)
    from = to + 1
  }
  return { plain, steps: marks.steps }
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

/** The steps that lines are marked with, `[<level>] [<step>:<plugin>] :` at a line's start or behind its stamp. */
class Marks {
  readonly #lines: Buffer
  #step: string | undefined
  /** The mark of that step, from behind its level on. */
  #mark: Buffer | undefined
  #differ = false

  constructor(lines: Buffer) {
    this.#lines = lines
  }

  get differ(): boolean {
    return this.#differ
  }

  get steps(): readonly string[] | undefined {
    if (this.#differ) return undefined
    return this.#step === undefined ? [] : [this.#step]
  }

  look(from: number, to: number): void {
    const at = this.#differ ? -1 : markBegin(this.#lines, from, to)
    if (at < 0) return
    if (this.#mark === undefined) this.#read(from, at, to)
    else this.#differ = !startsWith(this.#lines, at, this.#mark)
  }

  /** The first mark. Its text decides what it names; where that is not sure, another look is needed anyway. */
  #read(from: number, at: number, to: number): void {
    const text = this.#lines.toString('utf8', from, Math.min(to, at + LONGEST_MARK_BYTES))
    this.#step = markedStep(text.slice(stampEnd(text, 0)))
    if (this.#step === undefined) this.#differ = true
    else this.#mark = this.#lines.subarray(at, this.#lines.indexOf(MARK_END, at) + MARK_END.length)
  }
}

function startsWith(lines: Buffer, from: number, start: Buffer): boolean {
  for (let at = 0; at < start.length; at += 1) if (lines[from + at] !== start[at]) return false
  return true
}

/** Where a line's mark may begin behind `[<level>] [`; -1 where it surely has none. */
function markBegin(lines: Buffer, from: number, to: number): number {
  if (lines[from] !== OPENING) return -1
  const first = bracketEnd(lines, from, to)
  if (!isBracketNext(lines, first)) return -1
  if (isLevel(lines, from + 1, first)) return first + 3
  const second = bracketEnd(lines, first + 2, to)
  return isBracketNext(lines, second) ? second + 3 : -1
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

/** Levels are capital letters; each stamp has digits. */
function isLevel(lines: Buffer, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = lines[at] ?? 0
    if (byte < 0x41 || byte > 0x5a) return false
  }
  return true
}
