import type { Context } from '../entry.js'
import {
  assertNever,
  type Backend,
  endOrphan,
  type JournalEntry,
  type Orphan,
  type Reporter,
  type RunWords,
} from '../../core/index.js'
import {
  type Console,
  printError,
  stateJournal,
  unreadableState,
} from '../../github/runner/index.js'

/** What main left for a post step to see to; nothing when it saw to everything itself. */
export type LeftToDo =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'orphan'; readonly entry: JournalEntry }

export function leftToDo(env: NodeJS.ProcessEnv): LeftToDo {
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

/** The story of every post step: `end` ends the run that a killed, cancelled or lost main step left running. */
export async function runPost(
  { env, console }: Context,
  words: RunWords,
  end: (entry: JournalEntry) => Promise<boolean>,
): Promise<{ readonly passed: boolean }> {
  const left = leftToDo(env)
  switch (left.kind) {
    case 'nothing':
      return { passed: true }
    case 'unreadable':
      printError(console, unreadableState(words))
      return { passed: false }
    case 'orphan':
      return { passed: await end(left.entry) }
    default:
      return assertNever(left)
  }
}

/** Ends it and says so; whether it surely runs no more. */
export async function endLeftRun(
  backend: Backend,
  entry: JournalEntry,
  reporter: Reporter,
  { clock, random, console }: Context,
): Promise<boolean> {
  const orphan = await endOrphan({ backend, clock, random, reporter }, entry)
  return printOrphan(orphan, backend.words, console)
}

function printOrphan(orphan: Orphan, { run, owner }: RunWords, console: Console): boolean {
  switch (orphan.kind) {
    case 'nothing':
      return true
    case 'never-started':
      console.line(
        `No ${run} of this workflow is in the ${owner}'s history: there is nothing to stop.`,
      )
      return true
    case 'had-ended':
      console.line(`The ${run} has ended (${orphan.ended.facts.word}).`)
      return true
    case 'stopped':
      console.line(`The ${run} that was left running is stopped (${orphan.ended.facts.word}).`)
      return true
    case 'unconfirmed':
      printError(console, orphan.why)
      return false
    default:
      return assertNever(orphan)
  }
}
