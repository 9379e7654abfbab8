import { ActionError, toActionError } from './errors.js'
import type { FindStartedParts, FoundRun } from './found-run.js'
import { repeatStart } from './repeated-start.js'
import { RetryBudget } from './retry-budget.js'
import type { RunWords, StartedRun } from './run.js'
import { withPage } from './sentence.js'

/** How long after the first answered look-up a run may still turn up, or candidates still be told apart. */
const APPEARANCE_MS = 20_000
const LOOK_UP_PAUSE_MS = 2_000
const HURRIED_PAUSE_MS = 500

/**
 * Finds the run that an unclear start may have made since `since` (milliseconds, this machine's clock). Exactly one
 * candidate is ours; several can't be told apart, and none is touched. A start that may be sent again is asked instead.
 */
export async function findStartedRun(
  parts: FindStartedParts,
  since: number,
  hurry: AbortSignal,
  limit: AbortSignal,
): Promise<FoundRun> {
  const { backend, clock, random } = parts
  const { repeatableStart } = backend
  if (repeatableStart !== undefined) {
    return repeatStart(parts, repeatableStart, since, hurry, limit)
  }
  const budget = new RetryBudget(random)
  let firstAnswer: number | undefined
  while (!limit.aborted) {
    let pause = LOOK_UP_PAUSE_MS
    try {
      const found = (await backend.findStarted?.(new Date(since), limit)) ?? []
      budget.succeeded()
      firstAnswer ??= clock.now()
      const waited = clock.now() - firstAnswer >= APPEARANCE_MS
      const settled = waited || hurry.aborted || found.every(({ uncertain }) => uncertain !== true)
      const [run, ...others] = found
      if (settled && others.length > 0)
        return { kind: 'several', error: ambiguous(found, backend.words) }
      if (settled && run !== undefined) return { kind: 'found', run }
      if (waited) return { kind: 'none' }
    } catch (cause) {
      const error = toActionError(cause)
      const advice = budget.failed(error, clock.now())
      if (advice.kind === 'give-up') return { kind: 'unknown', error }
      pause = advice.inMs
    }
    await clock.sleep(hurry.aborted ? Math.min(pause, HURRIED_PAUSE_MS) : pause, limit)
  }
  return { kind: 'unknown' }
}

function ambiguous(found: readonly StartedRun[], { runs, owner }: RunWords): ActionError {
  const names = found.map((run) => withPage(run.name, run)).join(', ')
  return new ActionError(
    'ambiguous',
    `The answer to the start was lost, and several ${runs} may be this one: ${names}. None was touched.`,
    {
      hint: `Open the ${owner} in the console, and stop the ${runs} that nobody wants.`,
      delivery: 'unclear',
    },
  )
}
