import {
  endOf,
  isInterrupted,
  type Outcome,
  type RunReport,
  timerSignal,
  timerSignalAfter,
  type Verdict,
  withInterruptedStep,
} from '../../core/index.js'
import {
  lastWords,
  locatedFindings,
  type LogScanner,
  type ProblemMatching,
  type Severity,
  shownFindings,
  sourceTree,
} from '../../findings/index.js'
import { printAnnotations, printFailedStep, printSteps } from '../../github/runner/index.js'
import {
  failedStep,
  stepAtEnd,
  type LogEvidence,
  type PublishedEnd,
  publishedEnd,
  type SummaryFacts,
  summaryOf,
  writeSummary,
} from '../../github/summary/index.js'
import type { LogFormat } from '../../log/index.js'
import type { SupervisedStep } from './supervised-step.js'

/** How long the reading of the report may hold up the end. */
const REPORT_MS = 5_000
/** How long after the signal a cancelled step may still send requests. */
const CANCELLED_REPORT_MS = 6_000

export interface FollowedStep extends SupervisedStep {
  readonly logFormat: LogFormat
  readonly scanner: LogScanner
  /** The workflow's own problem matchers, where there are any. */
  readonly matching?: ProblemMatching
}

/** The runner's own files for this step; where they lie in the workspace, they don't show that it is a checkout. */
const RUNNER_FILES = [
  'GITHUB_OUTPUT',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
  'GITHUB_EVENT_PATH',
  'GITHUB_ENV',
  'GITHUB_PATH',
] as const

const NO_REPORT: RunReport = { steps: [], artifacts: [] }

/**
 * Publishes a run that is over, however it ended: steps, products and errors on the console, in outputs and in the
 * summary.
 */
export async function publishResults(
  step: FollowedStep,
  outcome: Outcome,
  verdict: Verdict,
): Promise<PublishedEnd | undefined> {
  const { context, backend, report: wanted } = step
  const { console, secrets } = context
  const end = endOf(outcome)
  const report = end === undefined ? NO_REPORT : await readReport(step, outcome)
  if (end !== undefined) {
    printSteps(console, backend.words, report.steps)
    const warn = (text: string): void => console.annotate('warning', text)
    step.endOutputs?.end({ ...end, ...report, secrets, warn })
  }
  const evidence = logEvidence(step, report, end?.ended.conclusion === 'succeeded')
  // The last lines of an interrupted run are no failure, and as annotations they would hide that it was interrupted.
  const annotated = wanted.annotations && !isInterrupted(outcome)
  if (annotated && verdict.exitCode !== 0) {
    printFailedStep(console, failedStep(report.steps), lastWords(evidence.tail, step.logFormat))
  }
  if (annotated) {
    const counts = { error: evidence.errors, warning: evidence.warnings }
    await printAnnotations(console, evidence.findings, counts, backend.words)
  }
  const shown = evidenceFor(outcome, evidence)
  return summarise(step, { outcome, verdict, evidence: shown, ...report })
}

/** After a timeout the last lines show what the run was doing; after a cancel nobody needs them. */
function evidenceFor(outcome: Outcome, evidence: LogEvidence): LogEvidence {
  if (!isInterrupted(outcome)) return evidence
  const tail = outcome.kind === 'deadline' ? evidence.tail : []
  return { tail, findings: [], errors: 0, warnings: 0 }
}

async function readReport(
  { backend, context, report, check }: FollowedStep,
  outcome: Outcome,
): Promise<RunReport> {
  const end = endOf(outcome)
  if (end === undefined || backend.report === undefined) return NO_REPORT
  const { clock, cancel } = context
  const limit = timerSignal(clock, REPORT_MS, 'report')
  const leaving = timerSignalAfter(clock, cancel, CANCELLED_REPORT_MS, 'cancelled')
  const { conclusion, facts } = end.ended
  const wish = {
    failed: conclusion !== 'succeeded' && !isInterrupted(outcome),
    extras: report.summary || check !== undefined,
    ...(facts.recordId !== undefined && { recordId: facts.recordId }),
  }
  try {
    const signal = AbortSignal.any([limit.signal, leaving.signal])
    const read = await backend.report(end.run.ref, wish, signal)
    return isInterrupted(outcome) ? { ...read, steps: withInterruptedStep(read.steps) } : read
  } catch {
    // Only the limit or a cancel throws here: then the report is left out.
    return NO_REPORT
  } finally {
    limit.cancel()
    leaving.cancel()
  }
}

function logEvidence(
  { scanner, matching, context, log }: FollowedStep,
  { steps }: RunReport,
  succeeded: boolean,
): LogEvidence {
  const { env } = context
  const own = [...RUNNER_FILES.map((name) => env[name]), log?.file?.path]
  const tree = sourceTree(
    env['GITHUB_WORKSPACE'],
    own.filter((file) => file !== undefined),
  )
  const all = [...scanner.findings(), ...(matching?.findings() ?? [])]
  const findings = shownFindings(locatedFindings(all, tree, succeeded))
  const count = (kind: Severity) =>
    findings.filter(({ severity }) => severity === kind).length +
    (succeeded && kind === 'error' ? 0 : scanner.overflow(kind) + (matching?.overflow(kind) ?? 0))
  return {
    tail: scanner.tail(stepAtEnd(steps)?.name),
    findings,
    errors: count('error'),
    warnings: count('warning'),
  }
}

/** Writes the job summary, and returns what a check shows. */
function summarise(
  step: FollowedStep,
  results: Pick<SummaryFacts, 'outcome' | 'verdict' | 'evidence'> & RunReport,
): PublishedEnd | undefined {
  const { context, report, check } = step
  const facts = summaryFacts(step, results)
  try {
    if (report.summary) writeSummary(context.env['GITHUB_STEP_SUMMARY'], summaryOf(facts))
  } catch (error) {
    context.console.annotate('warning', `The job summary can't be written: ${String(error)}`)
  }
  if (check === undefined) return undefined
  const end = publishedEnd(facts)
  return report.annotations ? end : { ...end, findings: [] }
}

function summaryFacts(
  { backend, reporter, context, owner, source }: FollowedStep,
  results: Pick<SummaryFacts, 'outcome' | 'verdict' | 'evidence'> & RunReport,
): SummaryFacts {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = context.env
  const { lastSeen } = reporter
  return {
    ...results,
    words: backend.words,
    owner,
    ...(lastSeen && { lastSeen }),
    secrets: context.secrets,
    ...(source !== undefined && { source }),
    ...(server !== undefined && name !== undefined && { repository: { server, name } }),
  }
}
