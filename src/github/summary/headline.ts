import { capitalized, type StartedRun } from '../../core/index.js'
import { duration, isInstant, isReportedCommitId, startOf } from '../../text/index.js'
import { type Repository, runFactsOf, runOf, type SummaryFacts } from './facts.js'
import { code, link, plainPhrase, text } from './markdown.js'
import { predicate } from './predicate.js'
import { VERDICT_SIGNS } from './status.js'
import { PLAIN } from './writing.js'

/** A commit's id as people write it. */
const SHORT_COMMIT = 10
const LONGEST_NAME_UNITS = 60

/** A run as a link to its page, where it has one. */
export function runLink({ name, url }: Pick<StartedRun, 'name' | 'url'>): string {
  return link(linkedName(name), url)
}

/** The verdict in one line of plain text. */
export function plainTitle(facts: SummaryFacts): string {
  const run = runOf(facts)
  const name = run === undefined ? `The ${facts.words.run}` : capitalized(plainPhrase(run.name))
  return `${name} ${predicate(facts, PLAIN)}`
}

/** The verdict in one line, and below it what was built. */
export function headline(facts: SummaryFacts): string {
  const { verdict } = facts
  const run = runOf(facts)
  const name = run === undefined ? `The ${facts.words.run}` : runLink(run)
  const title = `## ${VERDICT_SIGNS[verdict.status]} ${name} ${predicate(facts)}`
  return [title, builtOf(facts, run).join(' · ')].filter((part) => part !== '').join('\n\n')
}

/** A run's name as the text of a link: GitHub makes no issue link of `#7` inside a link, so its `#` needs no escape. */
export function linkedName(name: string): string {
  return text(capitalized(name), LONGEST_NAME_UNITS).replace(/&#35;(?:&#8203;)?/g, '#')
}

function builtOf(facts: SummaryFacts, run: StartedRun | undefined): readonly string[] {
  const seen = runFactsOf(facts)
  const commit = seen?.commit ?? run?.commit
  const parts = [`${capitalized(facts.words.owner)} ${code(facts.owner, 128)}`]
  if (commit !== undefined && commit !== '')
    parts.push(`commit ${commitLink(commit, facts.repository)}`)
  else if (facts.source !== undefined) parts.push(text(facts.source))
  if (seen?.branch !== undefined) parts.push(`branch ${code(seen.branch, 200)}`)
  if (seen?.trigger !== undefined) parts.push(`trigger ${text(seen.trigger, 60)}`)
  if (seen?.queuedMs !== undefined && !isInstant(seen.queuedMs))
    parts.push(`queued ${duration(seen.queuedMs)}`)
  // The title of a good run says how long it took.
  const inTitle = facts.verdict.status === 'succeeded'
  if (seen?.durationMs !== undefined && !inTitle) parts.push(`ran ${duration(seen.durationMs)}`)
  return parts
}

function commitLink(commit: string, repository: Repository | undefined): string {
  const label = code(startOf(commit, SHORT_COMMIT))
  if (repository === undefined || !isReportedCommitId(commit)) return label
  return link(label, `${repository.server}/${repository.name}/commit/${commit}`)
}
