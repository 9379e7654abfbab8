import type { LogFormat } from '../../../log/index.js'

/** What the agent puts before its own lines: `[Container] 2026/09/10 11:09:19.922931 `. Lines of tools have nothing. */
const STAMP = /\[Container\] \d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,9})? /y

const OPENING_BRACKET = 0x5b

function stampEnd(text: string, from: number): number {
  if (text.charCodeAt(from) !== OPENING_BRACKET) return from
  STAMP.lastIndex = from
  return STAMP.test(text) ? STAMP.lastIndex : from
}

/**
 * Assumption: no reference lists the agent's words; they come from logs in the AWS CodeBuild User Guide
 * ("View detailed build information", "Troubleshooting"). Without them the whole log is one group.
 */
const PHASE = /^(?:Phase is|Entering phase|Phase complete:) ([A-Z_]{3,40})\b/

/** The agent's last phase, which it names at the end of every complete log. */
export const LAST_PHASE = /^Phase complete: UPLOAD_ARTIFACTS State: [A-Z_]+\s*$/
export const PHASE_CONTEXT = /^Phase context status code:/

/** What CodeBuild's agent writes among the lines of a build's tools. */
export const codeBuildLogFormat: LogFormat = {
  stampEnd,
  markedStep: (line) => PHASE.exec(line)?.[1],
  withoutMark: (line) => line,
  markHint: '[Container] ',
  isClosingLine: (line) => LAST_PHASE.test(line) || PHASE_CONTEXT.test(line),
}

/** The agent's own words in a line of it; undefined for the line of a tool. */
export function agentWords(line: string): string | undefined {
  const end = stampEnd(line, 0)
  return end === 0 ? undefined : line.slice(end)
}
