import type { CodeArtsBuildBackend } from '../../clouds/huawei/codearts-build/backend.js'
import type { BuildExtras } from '../../clouds/huawei/codearts-build/extras.js'
import type { BuildReport } from '../../clouds/huawei/codearts-build/report.js'
import { clock } from '../../clouds/huawei/connect.js'
import type { Config } from '../../config.js'
import { alarm, alarmAfter } from '../../core/timer-signal.js'
import type { Verdict } from '../../core/gate.js'
import { endOf, type Outcome } from '../../core/outcome.js'
import type { RunFacts } from '../../core/run.js'
import { sourceTree } from '../../findings/checkout.js'
import { lastWords } from '../../findings/last-words.js'
import { locatedFindings } from '../../findings/located.js'
import type { LogScanner } from '../../findings/log-scanner.js'
import { printAnnotations } from '../../github/runner/annotations.js'
import type { Console } from '../../github/runner/console.js'
import { setEndOutputs, type SetOutput } from '../../github/runner/outputs.js'
import type { LogEvidence, SummaryFacts } from '../../github/summary/facts.js'
import { failedStep } from '../../github/summary/headline.js'
import { summaryOf } from '../../github/summary/summary.js'
import { writeSummary } from '../../github/summary/write.js'
import { printFailedStep, printSteps } from '../../github/runner/verdict.js'

/** How long the reading of steps and products may hold up the end. */
const REPORT_MS = 5_000
/** From the signal to the last request of a cancelled step. */
const CANCELLED_REPORT_MS = 6_000

export interface Closing {
  readonly config: Config
  readonly backend: CodeArtsBuildBackend
  readonly console: Console
  readonly set: SetOutput
  readonly scanner: LogScanner
  readonly env: NodeJS.ProcessEnv
  /** What the console and the summary call the task. */
  readonly task: string
  /** What the service said last, where the end was not seen. */
  readonly lastSeen?: RunFacts
}

/** The runner's own files for this step; where they lie in the workspace, they make no checkout of it. */
const RUNNER_FILES = [
  'GITHUB_OUTPUT',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
  'GITHUB_EVENT_PATH',
  'GITHUB_ENV',
  'GITHUB_PATH',
] as const

type Report = BuildReport & BuildExtras

const NO_REPORT: Report = { steps: [], artifacts: [] }

/** Once a run is over, however: its steps, products and errors on the console, in outputs and in the summary. */
export async function tellTheEnd(
  parts: Closing,
  outcome: Outcome,
  verdict: Verdict,
  cancel: AbortSignal,
): Promise<void> {
  const { config, console, set } = parts
  const end = endOf(outcome)
  const report = end === undefined ? NO_REPORT : await readReport(parts, outcome, cancel)
  if (end !== undefined) {
    printSteps(console, report.steps)
    setEndOutputs(set, { ...end, ...report, secrets: config.report.secrets })
  }
  const evidence = logEvidence(parts, report)
  if (config.report.annotations && verdict.exitCode !== 0) {
    printFailedStep(console, failedStep(report.steps), lastWords(evidence.tail))
  }
  if (config.report.annotations)
    await printAnnotations(console, evidence.findings, {
      error: evidence.errors,
      warning: evidence.warnings,
    })
  if (config.report.summary) summarise(parts, { outcome, verdict, evidence, ...report })
}

async function readReport(
  { backend, config }: Closing,
  outcome: Outcome,
  cancel: AbortSignal,
): Promise<Report> {
  const end = endOf(outcome)
  if (end === undefined) return NO_REPORT
  const limit = alarm(clock, REPORT_MS, 'report')
  const leaving = alarmAfter(clock, cancel, CANCELLED_REPORT_MS, 'cancelled')
  const signal = AbortSignal.any([limit.signal, leaving.signal])
  const { conclusion, facts } = end.ended
  const wish = {
    failed: conclusion !== 'succeeded',
    ...(facts.recordId !== undefined && { recordId: facts.recordId }),
  }
  try {
    const [report, extras] = await Promise.all([
      backend.readReport(end.run.ref, signal),
      config.report.summary ? backend.readExtras(end.run.ref, wish, signal) : {},
    ])
    return { ...report, ...extras }
  } catch {
    // Only the limit ends up here: what there is no time for is left out.
    return NO_REPORT
  } finally {
    limit.cancel()
    leaving.cancel()
  }
}

function logEvidence({ scanner, env, config }: Closing, { steps }: Report): LogEvidence {
  const own = [...RUNNER_FILES.map((name) => env[name]), config.log.file]
  const tree = sourceTree(
    env['GITHUB_WORKSPACE'],
    own.filter((file) => file !== undefined),
  )
  return {
    tail: scanner.tail(failedStep(steps)?.name),
    findings: locatedFindings(scanner.findings(), tree),
    errors: scanner.count('error'),
    warnings: scanner.count('warning'),
  }
}

function summarise(
  { config, console, env, task, lastSeen }: Closing,
  facts: Pick<SummaryFacts, 'outcome' | 'verdict' | 'evidence'> & Report,
): void {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = env
  try {
    const summary = summaryOf({
      ...facts,
      task,
      ...(lastSeen && { lastSeen }),
      secrets: config.report.secrets,
      ...(config.source.kind === 'tag' && { source: `tag ${config.source.tag}` }),
      ...(server !== undefined && name !== undefined && { repository: { server, name } }),
    })
    writeSummary(env['GITHUB_STEP_SUMMARY'], summary)
  } catch (fault) {
    console.annotate('warning', `The job summary can't be written: ${String(fault)}`)
  }
}
