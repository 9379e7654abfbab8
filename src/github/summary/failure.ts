import type { FailureCause } from '../../core/index.js'
import type { ShownFinding } from '../../findings/index.js'
import { inertLine } from '../runner/index.js'
import { duration, isFullCommitId, startOf } from '../../text/index.js'
import {
  failedStep,
  type LogEvidence,
  runFactsOf,
  runOf,
  stepAtEnd,
  type SummaryFacts,
} from './facts.js'
import { code, fenced, link, table, text } from './markdown.js'

/** Past what the runner shows as annotations, the rest can be read here. */
const MOST_FINDINGS = 50
const SIGNS: Readonly<Record<ShownFinding['severity'], string>> = {
  error: '❌',
  warning: '⚠️',
  notice: 'ℹ️',
}
const MOST_CAUSES = 10
const FINDINGS_BYTES = 60_000
/** 40 lines of this length stay far below a tenth of what a summary may have. UTF-16 units. */
const LONGEST_LOG_LINE_UNITS = 500

/** Which step failed, why and where: the sections that the summary of a bad end begins with. */
export function failureSections(facts: SummaryFacts): readonly string[] {
  if (facts.verdict.exitCode === 0) return []
  const step = stepAtEnd(facts.steps)
  return [
    reasonSection(facts),
    ...(facts.evidence === undefined ? [] : evidenceSections(facts, facts.evidence, step?.name)),
  ]
}

function reasonSection(facts: SummaryFacts): string {
  const { verdict, causes = [] } = facts
  const step = failedStep(facts.steps)
  const took = step?.durationMs === undefined ? '' : ` after ${duration(step.durationMs)}`
  const reason = runFactsOf(facts)?.reason
  const lines: string[] = []
  const { outcome } = facts
  const isUnknown = 'ended' in outcome && outcome.ended.conclusion === 'unknown'
  const isVerdictShown = verdict.status !== 'failed' || step === undefined || isUnknown
  if (isVerdictShown) lines.push(text(verdict.message, 1_000))
  else {
    lines.push(
      `**${text(step.name, 128)}** failed${took}.${reason === undefined ? '' : ` ${text(reason, 1_000)}`}`,
    )
  }
  if (verdict.error !== undefined) {
    const { message, hint, requestId } = verdict.error
    if (!isVerdictShown || !verdict.message.includes(message)) lines.push(text(message, 1_000))
    lines.push(`What to do: ${text(hint, 1_000)}`)
    if (requestId !== undefined) lines.push(`Request id: ${code(requestId, 200)}`)
  }
  const said = causes.filter(({ message }) => message !== reason || causes.length > 1)
  return [...lines, ...said.slice(0, MOST_CAUSES).map(causeLine)]
    .map((line) => `> ${line}`)
    .join('\n>\n')
}

function causeLine({ step, message, code: id, advice }: FailureCause): string {
  const about = step === '' ? '' : ` of ${text(step, 128)}`
  const named = id === undefined ? '' : ` ${code(id, 60)}`
  const more = advice === undefined ? '' : ` ${text(advice, 600)}`
  return `The service's analysis${about}:${named} ${text(message, 600)}${more}`
}

function evidenceSections(
  facts: SummaryFacts,
  { tail, findings, errors, warnings }: LogEvidence,
  step: string | undefined,
): readonly string[] {
  const sections: string[] = []
  if (findings.length > 0) {
    const shown = findings.slice(0, MOST_FINDINGS)
    const rows = shown.map((finding) => [
      `${SIGNS[finding.severity]} ${placeLink(finding, facts)}`,
      `${text(finding.message.split('\n').join('; '), 500)}${titleOf(finding)}`,
    ])
    const all = Math.max(errors + warnings, findings.length)
    const more = all > shown.length ? `\n\n${all - shown.length} more in the log.` : ''
    sections.push(
      `### Where\n\n${table(
        [
          ['Place', 'left'],
          ['Message', 'left'],
        ],
        rows,
        FINDINGS_BYTES,
      )}${more}`,
    )
  }
  if (tail.length > 0) {
    const which = step === undefined ? 'the log' : `step ${text(step, 128)}`
    sections.push(
      `### Last lines of ${which}\n\n${fenced(tail.map((line) => inertLine(bounded(line))))}`,
    )
  }
  return sections
}

function titleOf({ title }: ShownFinding): string {
  return title === undefined ? '' : ` ${code(title, 120)}`
}

function placeLink(finding: ShownFinding, facts: SummaryFacts): string {
  if (!('file' in finding)) return '—'
  const { file, line, column } = finding
  const place = code(`${file}:${line}${column === undefined ? '' : `:${column}`}`)
  const commit = runFactsOf(facts)?.commit ?? runOf(facts)?.commit
  const { repository } = facts
  if (repository === undefined || commit === undefined || !isFullCommitId(commit)) return place
  const path = file.split('/').map(encodeURIComponent).join('/')
  return link(place, `${repository.server}/${repository.name}/blob/${commit}/${path}#L${line}`)
}

function bounded(line: string): string {
  if (line.length <= LONGEST_LOG_LINE_UNITS) return line
  return `${startOf(line, LONGEST_LOG_LINE_UNITS)}… (cut)`
}
