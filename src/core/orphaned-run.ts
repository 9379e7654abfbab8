import { ActionError } from './errors.js'
import { findStartedRun } from './find-started-run.js'
import type { FindStartedParts } from './found-run.js'
import type { JournalEntry } from './journal-entry.js'
import type { Clock, Reporter, RunBackend } from './ports.js'
import type { EndedRun, RunRef, RunSnapshot, RunTitle } from './run.js'
import { asSentence, capitalized, withPage } from './sentence.js'
import { stopRun } from './stop.js'
import { timerSignal } from './timer-signal.js'

/** The runner gives all post steps of a job some 4.5 minutes after a cancel; this one keeps well below. */
const SEARCH_MS = 60_000
const STOP_MS = 60_000
const NEVER = new AbortController().signal

/** How the run that main left ended, as far as the post step saw. */
export type Orphan =
  /** Main left nothing to do. */
  | { readonly kind: 'nothing' }
  /** The main step started none. */
  | { readonly kind: 'never-started' }
  | { readonly kind: 'had-ended'; readonly title: RunTitle; readonly ended: EndedRun }
  | { readonly kind: 'stopped'; readonly title: RunTitle; readonly ended: EndedRun }
  /** Without `title`: it isn't even known which run it is. */
  | { readonly kind: 'unconfirmed'; readonly title?: RunTitle; readonly error: ActionError }

export interface KnownRunParts {
  readonly backend: RunBackend
  readonly clock: Clock
  readonly reporter: Reporter
  /** What the run is of, e.g. the task's name. */
  readonly owner: string
}

export type OrphanParts = FindStartedParts & KnownRunParts

/** Ends what main left running: the post step's whole work. A run that main knew needs `endKnownRun` only. */
export async function endOrphan(parts: OrphanParts, entry: JournalEntry): Promise<Orphan> {
  switch (entry.phase) {
    case 'left':
    case 'finished':
    case 'not-started':
      return { kind: 'nothing' }
    case 'starting':
      return await searchAndEnd(parts, entry.since)
    case 'running':
    case 'stopping':
    case 'lost':
      return await endKnownRun(parts, entry.run)
  }
}

async function searchAndEnd(parts: OrphanParts, since: number): Promise<Orphan> {
  const { words } = parts.backend
  parts.reporter.note(
    `The main step ended before the number of its ${words.run} of ${ownerOf(parts)} was known: looking for it.`,
  )
  const limit = timerSignal(parts.clock, SEARCH_MS, 'search over')
  const search = await findStartedRun(parts, since, NEVER, limit.signal)
  limit.cancel()
  switch (search.kind) {
    case 'found':
      return await endKnownRun(parts, search.run.ref)
    case 'none':
      return { kind: 'never-started' }
    case 'several':
      return { kind: 'unconfirmed', error: ofOwner(parts, search.error) }
    case 'unknown':
      return { kind: 'unconfirmed', error: unknownRun(parts, search.error) }
  }
}

/** If the start was sent again, its own error says why no run was found; a failed search of the history doesn't. */
function unknownRun(parts: OrphanParts, error: ActionError | undefined): ActionError {
  const askedAgain = parts.backend.repeatableStart !== undefined && error !== undefined
  return askedAgain ? ofOwner(parts, error) : noHistory(parts, error)
}

/** Looks whether the run lives, stops it and sees its end. Nothing of how it was started is needed. */
export async function endKnownRun(parts: KnownRunParts, run: RunRef): Promise<Orphan> {
  const title = titleOf(parts, run)
  const reporter = withPages(parts.reporter, title)
  const window = timerSignal(parts.clock, STOP_MS, 'stop window over')
  try {
    const seen = await firstLook(parts, run, window.signal)
    if (seen?.phase === 'ended') return { kind: 'had-ended', title, ended: seen }
    const runs = seen === undefined ? 'may still run' : 'still runs'
    const name = `${title.name} of ${ownerOf(parts)}`
    reporter.note(`${capitalized(name)} ${runs}: stopping it.`)
    const stopped = await stopRun({ ...parts, reporter, run, name }, window.signal)
    if (stopped.ended === undefined) {
      const error = stillRunning({ ...title, name }, stopped.result)
      return { kind: 'unconfirmed', title, error }
    }
    const kind = stopped.ended.conclusion === 'stopped' ? 'stopped' : 'had-ended'
    return { kind, title, ended: stopped.ended }
  } finally {
    window.cancel()
  }
}

function titleOf({ backend }: KnownRunParts, run: RunRef): RunTitle {
  return backend.titleOf?.(run) ?? { name: `the ${backend.words.run}` }
}

function ofOwner(parts: KnownRunParts, error: ActionError): ActionError {
  return error.with({ message: `${capitalized(ownerOf(parts))}: ${error.message}` })
}

function ownerOf({ backend, owner }: KnownRunParts): string {
  return `${backend.words.owner} ${owner}`
}

/** In the post step each line about the run ends in its page's address: a reader of this step hasn't seen main's lines. */
function withPages(reporter: Reporter, title: RunTitle): Reporter {
  return {
    started: (run) => reporter.started(run),
    seen: (snapshot, stopping) => reporter.seen(snapshot, stopping),
    note: (text) => reporter.note(withPage(text, title)),
    warning: (warning) => reporter.warning(warning),
  }
}

/** Undefined if there is no answer. The run is stopped then: a stop does no harm to a run that has ended. */
async function firstLook(
  { backend, clock, reporter }: KnownRunParts,
  run: RunRef,
  window: AbortSignal,
): Promise<RunSnapshot | undefined> {
  const limit = timerSignal(clock, 5_000, 'no answer')
  try {
    const snapshot = await backend.snapshot(run, AbortSignal.any([window, limit.signal]))
    reporter.seen(snapshot, 'stopping')
    return snapshot
  } catch {
    return undefined
  } finally {
    limit.cancel()
  }
}

function stillRunning(title: RunTitle, result: 'confirmed' | 'requested' | 'failed'): ActionError {
  const outcome =
    result === 'failed'
      ? 'no stop request was accepted within a minute.'
      : 'the service accepted the stop, but no end was seen within a minute.'
  return new ActionError(
    'no-answer',
    withPage(`${capitalized(title.name)} may go on: ${outcome}`, title),
    { hint: 'Open its page in the console and stop it there.', delivery: 'unclear' },
  )
}

function noHistory(parts: OrphanParts, error: ActionError | undefined): ActionError {
  const { run } = parts.backend.words
  const owner = ownerOf(parts)
  const because = error === undefined ? '' : ` ${asSentence(error.message)}`
  return new ActionError(
    'no-answer',
    `The history of ${owner} could not be read: a ${run} of this workflow may go on.${because}`,
    {
      hint: `Open ${owner} in the console, and stop the ${run} if one runs.`,
      delivery: 'unclear',
      cause: error,
    },
  )
}
