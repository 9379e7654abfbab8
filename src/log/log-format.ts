/** How a system writes its logs: what stands around the lines of the tools that it runs. */
export interface LogFormat {
  /** Where the text after a line's time stamp begins; `from` when it has none. */
  stampEnd(text: string, from: number): number
  /** The step that a line, without its stamp, is marked with; undefined for a line without a mark. */
  markedStep(line: string): string | undefined
  /** A line without its stamp and step mark. */
  withoutMark(line: string): string
  /**
   * Stands in every line that is marked with a step: blocks of lines without it needn't be looked at one by one.
   * Absent: no line is marked.
   */
  readonly markHint?: string
  /** Whether a line, without its stamp, is one that complete logs end in. */
  isClosingLine(line: string): boolean
}

/** A system that puts nothing around lines. */
export const PLAIN_FORMAT: LogFormat = {
  stampEnd: (_text, from) => from,
  markedStep: () => undefined,
  withoutMark: (line) => line,
  isClosingLine: () => false,
}
