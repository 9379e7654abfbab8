import { ActionError, toActionError } from './errors.js'
import { findStartedRun } from './find-started-run.js'
import type { FindStartedParts } from './found-run.js'
import { backoff } from './pacing.js'
import type { Reporter } from './ports.js'
import type { RunWords, StartedRun } from './run.js'
import { asSentence } from './sentence.js'
import { isAborted } from './timer-signal.js'

/** How long a start that surely did not arrive is repeated. */
const START_BUDGET_MS = 5 * 60_000
/** A start that the service throttles is repeated for longer: other runs of the account were served first. */
const THROTTLED_BUDGET_MS = 30 * 60_000
const WARN_EVERY_MS = 60_000

export type StartResult =
  | { readonly kind: 'started'; readonly run: StartedRun }
  /** Without `error`: cancelled before the request left. */
  | { readonly kind: 'not-started'; readonly error?: ActionError }
  | { readonly kind: 'lost'; readonly error: ActionError }

export interface Starting extends FindStartedParts {
  readonly reporter: Reporter
}

export interface StartLimits {
  /** Ends the waiting between two tries at once. */
  readonly cancel: AbortSignal
  /** Drops a start in flight. */
  readonly request: AbortSignal
  /** Ends the search for a run whose start is unclear. */
  readonly search: AbortSignal
}

/**
 * Starts exactly one run. Only what surely did not arrive is repeated; after an unclear failure the run is looked
 * for, never started again, unless the start carries a token by which the service knows a repetition.
 */
export async function startOnce(parts: Starting, limits: StartLimits): Promise<StartResult> {
  const { backend, clock, reporter, random } = parts
  const { words } = backend
  const first = clock.now()
  let error: ActionError | undefined
  let warnedAt = Number.NEGATIVE_INFINITY
  for (let failures = 1; ; failures += 1) {
    if (limits.cancel.aborted) return { kind: 'not-started' }
    if (limits.request.aborted) return { kind: 'not-started', error: error ?? noTime(words) }
    const since = clock.now()
    try {
      return { kind: 'started', run: await backend.start(limits.request) }
    } catch (cause) {
      error = isAborted(limits.request) ? unanswered(words) : toActionError(cause)
    }
    if (error.delivery === 'unclear') return searchAfter(error, parts, since, limits)
    if (error.delivery === 'answered' || !error.transient) return { kind: 'not-started', error }
    const pause = backoff(failures, error.retryAfterMs, random)
    const budget = error.code === 'throttled' ? THROTTLED_BUDGET_MS : START_BUDGET_MS
    if (clock.now() + pause > first + budget) return { kind: 'not-started', error }
    if (clock.now() - warnedAt >= WARN_EVERY_MS) {
      warnedAt = clock.now()
      reporter.warning(error)
    }
    await clock.sleep(pause, AbortSignal.any([limits.cancel, limits.request]))
  }
}

async function searchAfter(
  error: ActionError,
  parts: Starting,
  since: number,
  limits: StartLimits,
): Promise<StartResult> {
  const { words, repeatableStart } = parts.backend
  const next = repeatableStart === undefined ? 'looking for it' : 'sending the same start again'
  parts.reporter.note(`${asSentence(error.message)} The ${words.run} may have started: ${next}.`)
  const search = await findStartedRun(parts, since, limits.cancel, limits.search)
  switch (search.kind) {
    case 'found':
      parts.reporter.note(`Found it: ${search.run.name}.`)
      return { kind: 'started', run: search.run }
    case 'several':
      return { kind: 'lost', error: search.error }
    case 'none':
      return { kind: 'lost', error: notFound(error, words) }
    case 'unknown':
      return {
        kind: 'lost',
        error: repeatableStart === undefined ? notFound(error, words) : (search.error ?? error),
      }
  }
}

function unanswered({ run }: RunWords): ActionError {
  return new ActionError('no-answer', 'The start request had no answer when time was up.', {
    hint: `The post step looks for the ${run} and stops it.`,
    delivery: 'unclear',
  })
}

function noTime({ run }: RunWords): ActionError {
  return new ActionError(
    'no-answer',
    `The time limit was over before the ${run} could be started.`,
    {
      hint: 'Raise timeout-minutes, or look for what delayed the start.',
      delivery: 'not-delivered',
    },
  )
}

function notFound(error: ActionError, { run, owner }: RunWords): ActionError {
  return new ActionError(
    'no-answer',
    `${asSentence(error.message)} No ${run} of this workflow could be found in the ${owner}'s history.`,
    {
      hint: `Look at the ${owner}'s history before running the job again: the ${run} may still appear.`,
      delivery: 'unclear',
      cause: error,
      ...(error.requestId !== undefined && { requestId: error.requestId }),
    },
  )
}
