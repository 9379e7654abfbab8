import type { Context } from '../entry.js'
import { gate, type RunWords, toActionError, type Verdict } from '../../core/index.js'
import type { RunCheck } from '../../github/checks/index.js'
import { printVerdict } from '../../github/runner/index.js'
import { type PublishedEnd, publishedEnd } from '../../github/summary/index.js'

export interface StepParts {
  readonly context: Context<'status'>
  readonly words: RunWords
  /** What is run, e.g. the task's name or id. */
  readonly owner: string
  /** Completed on every way out. */
  readonly check?: RunCheck
}

/** What a step came to, and what a check says of it; absent where no run was begun. */
export interface StepResult {
  readonly verdict: Verdict
  readonly end?: PublishedEnd
}

/** The end of every step that starts a run: tells its verdict, then completes the check, whatever happens in `work`. */
export async function finishStep(
  parts: StepParts,
  work: () => Promise<StepResult>,
): Promise<{ readonly passed: boolean }> {
  const { console, outputs, cancel } = parts.context
  let result: StepResult
  try {
    result = await work()
  } catch (fault) {
    const why = toActionError(fault)
    await parts.check?.complete(...ended(parts, notStarted(parts, why)))
    throw fault
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
  await parts.check?.complete(...ended(parts, result))
  return { passed }
}

function notStarted({ words }: StepParts, why: ReturnType<typeof toActionError>): StepResult {
  return { verdict: gate({ kind: 'not-started', why }, words) }
}

/** Where no run was begun there is little to tell. */
function ended(
  { context, words, owner }: StepParts,
  { verdict, end }: StepResult,
): readonly [Verdict, PublishedEnd] {
  if (end !== undefined) return [verdict, end]
  const { error } = verdict
  const facts = {
    verdict,
    outcome: { kind: 'not-started', ...(error && { why: error }) },
    words,
    owner,
    steps: [],
    artifacts: [],
    secrets: context.secrets,
  } as const
  return [verdict, publishedEnd(facts)]
}
