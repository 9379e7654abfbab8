import type { Context } from '../entry.js'
import {
  assertNever,
  type Backend,
  capitalized,
  endKnownRun,
  endOrphan,
  type JournalEntry,
  type KnownRunEntry,
  type Orphan,
  type Reporter,
  type RunBackend,
  type RunWords,
  withPage,
} from '../../core/index.js'
import {
  type Console,
  printError,
  stateJournal,
  unreadableState,
} from '../../github/runner/index.js'
import type { ReportConfig } from '../../inputs/index.js'
import { completeCheck, openCheckIn, type PostFinding } from './left-check.js'
import { loadAfterStart } from './load-after-start.js'
import type { ShownRun } from './run-check-of.js'

/** What main left for a post step to do; undefined if nothing is left. */
export type LeftToDo =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'orphan'; readonly entry: JournalEntry }

function leftToDo(env: NodeJS.ProcessEnv): LeftToDo {
  const entry = stateJournal.load(env)
  if (entry === 'unreadable') return { kind: 'unreadable' }
  switch (entry?.phase) {
    case undefined:
    case 'left':
    case 'finished':
    case 'not-started':
      return { kind: 'nothing' }
    case 'starting':
    case 'running':
    case 'stopping':
    case 'lost':
      return { kind: 'orphan', entry }
  }
}

/** The whole of every post step: `end` ends the run that a killed, cancelled or lost main step left running. */
export async function runPost(
  context: Context,
  words: RunWords,
  end: (entry: JournalEntry, found: (left: PostFinding) => void) => Promise<boolean>,
  /** Reads the inputs: called only where there may be a check to complete. */
  readCheck?: () => ShownRun | undefined,
): Promise<{ readonly passed: boolean }> {
  const { env } = context
  const left = leftToDo(env)
  let finding: PostFinding | undefined
  const passed = await seeTo(left, words, context, (entry) =>
    end(entry, (found) => (finding = found)),
  )
  const record = openCheckIn(env)
  if (record !== 'over' && (record !== undefined || left.kind === 'orphan')) {
    const check = readCheck?.()
    if (check !== undefined) await completeCheck(check, words, finding, context)
  }
  return { passed }
}

async function seeTo(
  left: LeftToDo,
  words: RunWords,
  { console }: Context,
  end: (entry: JournalEntry) => Promise<boolean>,
): Promise<boolean> {
  switch (left.kind) {
    case 'nothing':
      return true
    case 'unreadable':
      printError(console, unreadableState(words))
      return false
    case 'orphan':
      return await end(left.entry)
    default:
      return assertNever(left)
  }
}

/** A run that main left, and what is needed to end it and to report it. */
export type LeftRun = ReportedRun & (KnownRun | UnknownRun)

/** Main knew the run, so it can be ended without knowing how it was started. */
interface KnownRun {
  readonly backend: RunBackend
  readonly entry: KnownRunEntry
}

interface UnknownRun {
  readonly backend: Backend
  readonly entry: JournalEntry
}

interface ReportedRun {
  readonly reporter: Reporter
  /** What the run is of, e.g. the task's name. */
  readonly owner: string
  readonly report: ReportConfig
  /** Called with how it ended. */
  readonly found?: (left: PostFinding) => void
}

/** Ends it, and prints so on the console and in the job summary. Returns whether it surely runs no more. */
export async function endLeftRun(left: LeftRun, context: Context): Promise<boolean> {
  const orphan = await ended(left, context)
  const isOver = printOrphan(orphan, left, context.console)
  const { backend, entry, owner } = left
  const { secrets } = context
  const { words } = backend
  const { postSummaryOf } = await loadAfterStart()
  const summary = postSummaryOf({ orphan, phase: entry.phase, words, owner, secrets })
  left.found?.({ orphan, ...(summary !== undefined && { summary }) })
  if (left.report.summary && summary !== undefined) await writeDown(summary, context)
  return isOver
}

function ended(left: LeftRun, { clock, random }: Context): Promise<Orphan> {
  const { reporter, owner } = left
  const parts = { clock, random, reporter, owner }
  return isKnown(left)
    ? endKnownRun({ ...parts, backend: left.backend }, left.entry.run)
    : endOrphan({ ...parts, backend: left.backend }, left.entry)
}

function isKnown(left: LeftRun): left is ReportedRun & KnownRun {
  return 'run' in left.entry
}

function printOrphan(orphan: Orphan, { backend, owner }: LeftRun, console: Console): boolean {
  const { words } = backend
  switch (orphan.kind) {
    case 'nothing':
      return true
    case 'never-started':
      console.line(
        `No ${words.run} of this workflow is in the history of ${words.owner} ${owner}: there is nothing to stop.`,
      )
      return true
    case 'had-ended':
      console.line(aboutEnd(orphan, `of ${words.owner} ${owner} has ended`))
      return true
    case 'stopped':
      console.line(
        aboutEnd(orphan, `of ${words.owner} ${owner} was left running and is stopped now`),
      )
      return true
    case 'unconfirmed':
      printError(console, orphan.error)
      return false
    default:
      return assertNever(orphan)
  }
}

function aboutEnd(
  { title, ended }: Extract<Orphan, { kind: 'had-ended' | 'stopped' }>,
  predicate: string,
): string {
  return withPage(`${capitalized(title.name)} ${predicate} (${ended.facts.word}).`, title)
}

async function writeDown(summary: string, { env, console }: Context): Promise<void> {
  const { writeSummary } = await loadAfterStart()
  try {
    writeSummary(env['GITHUB_STEP_SUMMARY'], summary)
  } catch (error) {
    console.annotate('warning', `The job summary can't be written: ${String(error)}`)
  }
}
