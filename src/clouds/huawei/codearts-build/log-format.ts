/**
 * The stamp that the service puts before its lines, in the form of the account's language:
 * `[2026/09/10 19:09:19.922 GMT+08:00] ` or `[Sep 14, 2026 02:29:37.820 GMT+08:00] `. An assumption from public
 * build logs (CodeArts Build user guide, "Viewing Build Logs"): a stamp of another form stays in the line.
 */
const STAMP =
  /\[(?:\d{4}\/\d{2}\/\d{2}|\p{L}{3,9} \d{1,2}, \d{4}) \d{2}:\d{2}:\d{2}\.\d{3} (?:GMT|UTC)?(?:[+-]\d{1,2}:?\d{2})?\] /uy

/** Where the text behind a line's stamp begins; `from` when it has none. */
export function stampEnd(text: string, from: number): number {
  STAMP.lastIndex = from
  return STAMP.test(text) ? STAMP.lastIndex : from
}

const LEVEL = /^\[(?:INFO|WARNING|WARN|DEBUG|ERROR|INTERNAL)\] \[/
const LONGEST_MARK_UNITS = 400

/**
 * The step that a line's mark names: `[INFO] [<step>:<plugin>] : …`, behind the stamp. A step's name may hold
 * nearly everything, colons too; a plugin's may not. Undefined for a line without a mark.
 */
export function markedStep(text: string): string | undefined {
  const level = LEVEL.exec(text)
  if (level === null) return undefined
  const end = text.slice(0, LONGEST_MARK_UNITS).indexOf('] :', level[0].length)
  const mark = end < 0 ? '' : text.slice(level[0].length, end)
  const name = mark.slice(0, Math.max(0, mark.lastIndexOf(':'))).trim()
  return name === '' ? undefined : name
}
