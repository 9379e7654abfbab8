import { ActionError } from './errors.js'
import { type FindStartedParts, findStartedRun } from './find-started-run.js'
import type { JournalEntry } from './journal-entry.js'
import type { Reporter } from './ports.js'
import type { EndedRun, RunRef, RunWords } from './run.js'
import { stopRun } from './stop.js'
import { timerSignal } from './timer-signal.js'

/** The runner gives all post steps of a job some 4.5 minutes after a cancel; this one keeps well below. */
const SEARCH_MS = 60_000
const STOP_MS = 60_000
const NEVER = new AbortController().signal

export type Orphan =
  /** Main saw to everything. */
  | { readonly kind: 'nothing' }
  /** The main step started none. */
  | { readonly kind: 'never-started' }
  | { readonly kind: 'had-ended'; readonly ended: EndedRun }
  | { readonly kind: 'stopped'; readonly ended: EndedRun }
  | { readonly kind: 'unconfirmed'; readonly why: ActionError }

export interface OrphanParts extends FindStartedParts {
  readonly reporter: Reporter
}

/** Ends what main left running: the post step's whole work. */
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
      return await endRun(parts, entry.run)
  }
}

async function searchAndEnd(parts: OrphanParts, since: number): Promise<Orphan> {
  const { words } = parts.backend
  parts.reporter.note(
    `The main step ended before the ${words.run}'s number was known: looking for it.`,
  )
  const limit = timerSignal(parts.clock, SEARCH_MS, 'search over')
  const search = await findStartedRun(parts, since, NEVER, limit.signal)
  limit.cancel()
  switch (search.kind) {
    case 'found':
      parts.reporter.note(`Found ${search.run.name}.`)
      return await endRun(parts, search.run.ref)
    case 'none':
      return { kind: 'never-started' }
    case 'several':
      return { kind: 'unconfirmed', why: search.why }
    case 'unknown':
      return { kind: 'unconfirmed', why: search.why ?? noAnswer(words) }
  }
}

async function endRun(parts: OrphanParts, run: RunRef): Promise<Orphan> {
  const { words } = parts.backend
  const window = timerSignal(parts.clock, STOP_MS, 'stop window over')
  try {
    const ended = await endedAlready(parts, run, window.signal)
    if (ended !== undefined) return { kind: 'had-ended', ended }
    parts.reporter.note(`The ${words.run} still runs: stopping it.`)
    const stopped = await stopRun({ ...parts, run }, window.signal)
    if (stopped.ended !== undefined) return { kind: 'stopped', ended: stopped.ended }
    return { kind: 'unconfirmed', why: stillRunning(stopped.result === 'requested', words) }
  } finally {
    window.cancel()
  }
}

async function endedAlready(
  { backend, clock, reporter }: OrphanParts,
  run: RunRef,
  window: AbortSignal,
): Promise<EndedRun | undefined> {
  const limit = timerSignal(clock, 5_000, 'no answer')
  try {
    const snapshot = await backend.snapshot(run, AbortSignal.any([window, limit.signal]))
    reporter.seen(snapshot)
    return snapshot.phase === 'ended' ? snapshot : undefined
  } catch {
    // Unknown is as good as running: the stop does no harm to a run that has ended.
    return undefined
  } finally {
    limit.cancel()
  }
}

function stillRunning(accepted: boolean, { run }: RunWords): ActionError {
  return new ActionError(
    'no-answer',
    accepted
      ? `The service accepted the stop, but the ${run} had not ended a minute later.`
      : `The ${run} could not be stopped: no stop request was accepted within a minute.`,
    { hint: `Open the ${run} in the console and stop it there.`, delivery: 'unclear' },
  )
}

function noAnswer({ run, owner }: RunWords): ActionError {
  return new ActionError('no-answer', `The ${owner}'s history could not be read.`, {
    hint: `Open the ${owner} in the console, and stop the ${run} if one runs.`,
    delivery: 'unclear',
  })
}
