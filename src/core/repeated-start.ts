import { ActionError, toActionError } from './errors.js'
import type { FindStartedParts, FoundRun } from './found-run.js'
import type { RepeatableStart } from './ports.js'
import { RetryBudget } from './retry-budget.js'
import type { RunWords } from './run.js'
import { isAborted } from './timer-signal.js'

/** After a cancel only seconds are left for everything. */
const HURRIED_PAUSE_MS = 500

/**
 * Sends a start that carries a token again until it is answered: that answer names the one run that all of these
 * requests made. `since` is when the first of them was sent (milliseconds, this machine's clock); once the service may
 * have forgotten the token, none is sent any more.
 */
export async function repeatStart(
  { backend, clock, random }: FindStartedParts,
  { forMs }: RepeatableStart,
  since: number,
  hurry: AbortSignal,
  limit: AbortSignal,
): Promise<FoundRun> {
  const budget = new RetryBudget(random, forMs)
  let error: ActionError | undefined
  while (!limit.aborted) {
    if (clock.now() - since >= forMs)
      return { kind: 'unknown', error: tokenExpired(error, backend.words) }
    try {
      return { kind: 'found', run: await backend.start(limit) }
    } catch (cause) {
      if (isAborted(limit)) break
      error = toActionError(cause)
    }
    // A refusal of the repeated request says nothing about the first one.
    const advice = budget.failed(error, clock.now())
    if (error.delivery === 'answered' || advice.kind === 'give-up')
      return { kind: 'unknown', error }
    if (hurry.aborted) await clock.sleep(HURRIED_PAUSE_MS, limit)
    else await clock.sleep(advice.inMs, AbortSignal.any([limit, hurry]))
  }
  return { kind: 'unknown', ...(error && { error }) }
}

function tokenExpired(error: ActionError | undefined, { run, owner }: RunWords): ActionError {
  return new ActionError(
    'no-answer',
    `The answer to the start was lost, and the start can't be sent again: its token has expired.`,
    {
      hint: `Open the ${owner} in the console, and stop the ${run} if one runs.`,
      delivery: 'unclear',
      ...(error && { cause: error }),
    },
  )
}
