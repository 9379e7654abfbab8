import { findOurs, type Adopting } from './find-started-run.js'
import { alarm } from './timer-signal.js'
import { ActionError } from './errors.js'
import type { JournalEntry } from './journal-entry.js'
import type { Reporter } from './ports.js'
import type { EndedRun, RunRef } from './run.js'
import { stopRun } from './stop.js'

/** The runner gives all post steps of a job some 4.5 minutes after a cancel; this one keeps well below. */
const SEARCH_MS = 60_000
const STOP_MS = 60_000
const NEVER = new AbortController().signal

export type Leftover =
  /** Main saw to everything. */
  | { readonly kind: 'nothing' }
  /** No build of this run exists. */
  | { readonly kind: 'never-started' }
  | { readonly kind: 'had-ended'; readonly ended: EndedRun }
  | { readonly kind: 'stopped'; readonly ended: EndedRun }
  | { readonly kind: 'unconfirmed'; readonly why: ActionError }

export interface LeftoverParts extends Adopting {
  readonly reporter: Reporter
}

/** Ends what main left running: the post step's whole work. */
export async function endLeftover(parts: LeftoverParts, entry: JournalEntry): Promise<Leftover> {
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

async function searchAndEnd(parts: LeftoverParts, since: number): Promise<Leftover> {
  parts.reporter.note("The main step ended before the build's number was known: looking for it.")
  const limit = alarm(parts.clock, SEARCH_MS, 'search over')
  const search = await findOurs(parts, since, NEVER, limit.signal)
  limit.cancel()
  switch (search.kind) {
    case 'found':
      parts.reporter.note(`Found build #${search.run.number}.`)
      return await endRun(parts, search.run.ref)
    case 'none':
      return { kind: 'never-started' }
    case 'several':
      return { kind: 'unconfirmed', why: search.why }
    case 'unknown':
      return { kind: 'unconfirmed', why: search.why ?? noAnswer() }
  }
}

async function endRun(parts: LeftoverParts, run: RunRef): Promise<Leftover> {
  const window = alarm(parts.clock, STOP_MS, 'stop window over')
  try {
    const ended = await endedAlready(parts, run, window.signal)
    if (ended !== undefined) return { kind: 'had-ended', ended }
    parts.reporter.note('The build still runs: stopping it.')
    const stopped = await stopRun({ ...parts, run }, window.signal)
    if (stopped.ended !== undefined) return { kind: 'stopped', ended: stopped.ended }
    return { kind: 'unconfirmed', why: stillRunning(stopped.result === 'requested') }
  } finally {
    window.cancel()
  }
}

async function endedAlready(
  { backend, clock, reporter }: LeftoverParts,
  run: RunRef,
  window: AbortSignal,
): Promise<EndedRun | undefined> {
  const limit = alarm(clock, 5_000, 'no answer')
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

function stillRunning(accepted: boolean): ActionError {
  return new ActionError(
    'no-answer',
    accepted
      ? 'The service accepted the stop, but the build had not ended a minute later.'
      : 'The build could not be stopped: no stop request was accepted within a minute.',
    { hint: 'Open the build in the console and stop it there.', delivery: 'unclear' },
  )
}

function noAnswer(): ActionError {
  return new ActionError('no-answer', "The task's history could not be read.", {
    hint: 'Open the task in the console, and stop the build if one runs.',
    delivery: 'unclear',
  })
}
