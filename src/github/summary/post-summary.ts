import {
  type ActionError,
  assertNever,
  capitalized,
  type EndedRun,
  type JournalEntry,
  type Orphan,
  type RunTitle,
  type RunWords,
} from '../../core/index.js'
import type { Secrets } from '../../text/index.js'
import { linkedName } from './headline.js'
import { code, link, text } from './markdown.js'
import { starring } from './starring.js'

export interface PostSummaryFacts {
  readonly orphan: Orphan
  /** How far main got. */
  readonly phase: JournalEntry['phase']
  readonly words: RunWords
  readonly owner: string
  readonly secrets: Secrets
}

/** What the post step found, in the form of the main step's summary; undefined where main left nothing to do. */
export function postSummaryOf(facts: PostSummaryFacts): string | undefined {
  const { orphan, words, owner, phase } = facts
  const star = starring(facts.secrets)
  const found = foundOf(orphan, words, star)
  if (found === undefined) return undefined
  const of = `${capitalized(words.owner)} ${code(star(owner), 128)} · ${leftBy(phase, words)}`
  return `${[`## ${found.title}`, of, ...found.more].join('\n\n')}\n`
}

interface Found {
  readonly title: string
  readonly more: readonly string[]
}

function foundOf(
  orphan: Orphan,
  { run }: RunWords,
  star: (value: string) => string,
): Found | undefined {
  switch (orphan.kind) {
    case 'nothing':
      return undefined
    case 'never-started':
      return { title: `❌ No ${run} of this workflow was started`, more: [] }
    case 'had-ended':
      return { title: `${signOf(orphan.ended)} ${ended(orphan, star)} has ended`, more: [] }
    case 'stopped':
      return { title: `🛑 ${ended(orphan, star)} was stopped by the post step`, more: [] }
    case 'unconfirmed':
      return {
        title: `❓ ${named(orphan.title, star) ?? `A ${run} of this workflow`} may go on`,
        more: [advice(orphan.error, star)],
      }
    default:
      return assertNever(orphan)
  }
}

function ended(
  { title, ended: { facts } }: { readonly title: RunTitle; readonly ended: EndedRun },
  star: (value: string) => string,
): string {
  return `${named(title, star) ?? ''} (${code(star(facts.word), 60)})`
}

function named(title: RunTitle | undefined, star: (value: string) => string): string | undefined {
  if (title === undefined) return undefined
  return link(linkedName(star(title.name)), title.url)
}

function signOf({ conclusion }: EndedRun): string {
  return conclusion === 'succeeded' ? '✅' : conclusion === 'stopped' ? '🛑' : '❌'
}

function advice({ message, hint }: ActionError, star: (value: string) => string): string {
  return `> ${text(star(message), 1_000)}\n>\n> What to do: ${text(star(hint), 1_000)}`
}

/** Why the post step had something to look for. */
function leftBy(phase: JournalEntry['phase'], { run }: RunWords): string {
  switch (phase) {
    case 'starting':
      return `the main step ended before it knew the ${run}'s number`
    case 'running':
      return `the main step ended before the ${run} did`
    case 'stopping':
      return `the main step had asked for its end`
    case 'lost':
      return `the main step had lost contact`
    case 'left':
    case 'finished':
    case 'not-started':
      return ''
    default:
      return assertNever(phase)
  }
}
