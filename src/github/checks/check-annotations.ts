import type { LocatedFinding } from '../../findings/index.js'
import { startOf, startOfBytes } from '../../text/index.js'
import type { CheckAnnotation } from './check-calls.js'

/** GitHub takes 64 KB (REST API, "Check runs"); a message is long before. UTF-8 bytes. */
const LONGEST_MESSAGE_BYTES = 16_000
const LONGEST_TITLE_CHARS = 255

const LEVELS: Readonly<Record<LocatedFinding['severity'], CheckAnnotation['annotation_level']>> = {
  error: 'failure',
  warning: 'warning',
  notice: 'notice',
}
const RANKS = { failure: 0, warning: 1, notice: 2 } as const

/**
 * Findings, already without secrets and with nothing in them that isn't seen, as GitHub takes them; the worst first.
 * After a good build none is a failure. One that GitHub refuses would refuse the whole request, so each is in bounds.
 */
export function checkAnnotations(
  findings: readonly LocatedFinding[],
  passed: boolean,
): readonly CheckAnnotation[] {
  return findings
    .filter(({ file, line }) => file !== '' && Number.isSafeInteger(line) && line > 0)
    .map((finding) => annotationOf(finding, passed))
    .toSorted((a, b) => RANKS[a.annotation_level] - RANKS[b.annotation_level])
}

function annotationOf(
  { severity, file, line, column, message, title }: LocatedFinding,
  passed: boolean,
): CheckAnnotation {
  const level = LEVELS[severity]
  const name = title === undefined ? '' : startOf(withoutAstral(title), LONGEST_TITLE_CHARS)
  return {
    path: file,
    start_line: line,
    end_line: line,
    // One column alone is refused.
    ...(column !== undefined && column > 0 && { start_column: column, end_column: column }),
    annotation_level: passed && level === 'failure' ? 'warning' : level,
    message: startOfBytes(withoutAstral(message), LONGEST_MESSAGE_BYTES).trim() || 'No message.',
    ...(name !== '' && { title: name }),
  }
}

/**
 * Assumption: annotations with characters above U+FFFF are refused, as EnricoMi/publish-unit-test-result-action writes
 * of this API; no document says so.
 */
function withoutAstral(text: string): string {
  return text.replace(/[\u{10000}-\u{10ffff}]/gu, (sign) => {
    return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`
  })
}
