import type { Context } from '../entry.js'
import { gate, type RunWords, toActionError, type Verdict } from '../../core/index.js'
import type { RunCheck } from '../../github/checks/index.js'
import { printVerdict } from '../../github/runner/index.js'
import type { PublishedEnd, SummaryFacts } from '../../github/summary/index.js'
import type { ReportConfig } from '../../inputs/index.js'
import { loadAfterStart } from './load-after-start.js'

export interface StepParts {
  readonly context: Context<'status'>
  readonly words: RunWords
  /** What is run, e.g. the task's name or id. */
  readonly owner: string
  /** Completed on every way out. */
  readonly check?: RunCheck
  /** Whether a step that started no run writes a summary, too. */
  readonly report?: Pick<ReportConfig, 'summary'>
}

/** A step's verdict, and what its check shows; `end` is absent where no run was started. */
export interface StepResult {
  readonly verdict: Verdict
  readonly end?: PublishedEnd
  /** The summary, if one is wanted, was written already. */
  readonly summarised?: true
}

/** The end of every step that starts a run: prints the verdict, then completes the check, whatever happens in `work`. */
export async function finishStep(
  parts: StepParts,
  work: () => Promise<StepResult>,
): Promise<{ readonly passed: boolean }> {
  const { console, outputs, cancel } = parts.context
  let result: StepResult
  try {
    result = await work()
  } catch (cause) {
    const error = toActionError(cause)
    result = notStarted(parts, error)
    if (error.code === 'internal') {
      await completeCheck(parts, result)
      throw cause
    }
  }
  const { verdict } = result
  outputs.set('status', verdict.status)
  printVerdict(console, verdict)
  const passed = verdict.exitCode === 0
  if (cancel.aborted && passed) {
    console.line(
      `The workflow was cancelled after the ${parts.words.run} had ended, so this step fails.`,
    )
  }
  if (result.summarised !== true && parts.report?.summary === true) {
    await summarise(parts, result)
  }
  await completeCheck(parts, result)
  return { passed }
}

/** Writes the summary of a step that started no run, because a look-up failed or it was a dry run. */
async function summarise(parts: StepParts, result: StepResult): Promise<void> {
  const { console, env } = parts.context
  const { summaryOf, writeSummary } = await loadAfterStart()
  try {
    writeSummary(env['GITHUB_STEP_SUMMARY'], summaryOf(factsOf(parts, result)))
  } catch (error) {
    console.annotate('warning', `The job summary can't be written: ${String(error)}`)
  }
}

function notStarted({ words }: StepParts, error: ReturnType<typeof toActionError>): StepResult {
  return { verdict: gate({ kind: 'not-started', error }, words) }
}

async function completeCheck({ check, ...parts }: StepParts, result: StepResult): Promise<void> {
  if (check === undefined) return
  const { publishedEnd } = await loadAfterStart()
  await check.complete(result.verdict, result.end ?? publishedEnd(factsOf(parts, result)))
}

/** The facts of such a summary: only the verdict. */
function factsOf({ context, words, owner }: StepParts, { verdict }: StepResult): SummaryFacts {
  const { error } = verdict
  return {
    verdict,
    outcome: { kind: 'not-started', ...(error && { error }) },
    words,
    owner,
    steps: [],
    artifacts: [],
    secrets: context.secrets,
  }
}
