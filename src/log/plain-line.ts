/**
 * Terminal codes: CSI with 7 and 8 bits (colours, cursor moves), OSC (titles, links of newer compilers), DCS and other
 * strings, character sets (`tput sgr0` prints `ESC ( B`), single shifts; and control characters that show nothing.
 */
const ESCAPES =
  /(?:\x1b\[|\x9b)[0-?]{0,100}[ -/]{0,10}[@-~]?|\x1b[\]PX^_][^\x07\x1b\x9c\n]{0,2000}(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]{1,3}[0-~]|\x1b[0-~]?|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f\ufeff\u200b]/g
/** What begins one of them. Looking for single characters is ten times as fast as a regular expression. */
const SIGNS = ['\x1b', '\x9b', '\x00', '\x07', '\b', '\x0e', '\x0f', '\ufeff', '\u200b'] as const

/** The text without terminal codes and invisible characters; its line breaks stay. */
export function withoutEscapes(text: string): string {
  return SIGNS.some((sign) => text.includes(sign)) ? text.replace(ESCAPES, '') : text
}

/**
 * A line without the carriage returns at its end. The pattern `\r+$` would take quadratic time over a line full of
 * them.
 */
export function withoutReturns(line: string): string {
  let end = line.length
  while (line.charCodeAt(end - 1) === RETURN) end -= 1
  return line.slice(0, end)
}

const RETURN = 0x0d

/** A copy, because V8 makes a slice point into the whole block of log, which would stay in memory as long. */
export function detached(text: string): string {
  return Buffer.from(text).toString()
}
