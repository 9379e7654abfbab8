import type { LogFormat } from '../../../log/index.js'

/**
 * The stamp that the service puts before its lines, in the form of the account's language:
 * `[2026/09/10 19:09:19.922 GMT+08:00] ` or `[Sep 14, 2026 02:29:37.820 GMT+08:00] `. An assumption from public
 * build logs (CodeArts Build user guide, "Viewing Build Logs"): a stamp of another form stays in the line.
 */
const STAMP =
  /\[(?:\d{4}\/\d{2}\/\d{2}|\p{L}{3,9} \d{1,2}, \d{4}) \d{2}:\d{2}:\d{2}\.\d{3} (?:GMT|UTC)?(?:[+-]\d{1,2}:?\d{2})?\] /uy

/** Most lines begin with no mark: looking at one character is ten times as fast as a regular expression. */
const OPENING_BRACKET = 0x5b

/** Where the text after a line's stamp begins; `from` when it has none. */
function stampEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== OPENING_BRACKET) return from
  STAMP.lastIndex = from
  return STAMP.test(text) ? STAMP.lastIndex : from
}

const LEVEL = /^\[(?:INFO|WARNING|WARN|DEBUG|ERROR|INTERNAL)\] \[/
const LONGEST_MARK_UNITS = 400

/**
 * The step that a line's mark names: `[INFO] [<step>:<plugin>] : …`, after the stamp. A step's name may hold
 * nearly everything, colons too; a plugin's may not. Undefined for a line without a mark.
 */
function markedStep(text: string): string | undefined {
  if (text.charCodeAt(0) !== OPENING_BRACKET) return undefined
  const level = LEVEL.exec(text)
  if (level === null) return undefined
  const end = text.slice(0, LONGEST_MARK_UNITS).indexOf('] :', level[0].length)
  const mark = end < 0 ? '' : text.slice(level[0].length, end)
  const name = mark.slice(0, Math.max(0, mark.lastIndexOf(':'))).trim()
  return name === '' ? undefined : name
}

const MARK = /^\[(?:INFO|WARNING|WARN|DEBUG|ERROR|INTERNAL)\] \[[^\n]{1,300}?\] : /

/** The line that a whole log ends in, without its stamp. */
const CLOSING_LINE = /^Finished: [A-Z_]+$/

/** What CodeArts Build adds to the lines of a build's tools. */
export const buildLogFormat: LogFormat = {
  stampEnd,
  markedStep,
  withoutMark: (line) => line.replace(MARK, ''),
  markHint: '] :',
  isClosingLine: (line) => CLOSING_LINE.test(line),
}
