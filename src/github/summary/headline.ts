import {
  capitalized,
  type GraphTask,
  type RunFacts,
  type StartedRun,
  type Status,
  type Step,
} from '../../core/index.js'
import { duration } from '../../text/index.js'
import type { Repository, SummaryFacts } from './facts.js'
import { code, link, text } from './markdown.js'
import { VERDICT_SIGNS } from './status.js'

/** A commit's id as people write it. */
const SHORT_COMMIT = 10
const LONGEST_NAME_UNITS = 60

/** The run that the facts are about, where one was started. */
export function runOf({ outcome }: SummaryFacts): StartedRun | undefined {
  return 'run' in outcome ? outcome.run : undefined
}

/** What the service said last of the run. */
export function runFactsOf({ outcome, lastSeen }: SummaryFacts): RunFacts | undefined {
  return ('ended' in outcome ? outcome.ended.facts : undefined) ?? lastSeen
}

/** The step that failed; the last of several, because the service stops there. */
export function failedStep(steps: readonly Step[]): Step | undefined {
  return steps.findLast(({ status }) => status === 'failed')
}

/** The first task of several that failed; the others may have failed with it. */
export function failedTask({ graph }: SummaryFacts): GraphTask | undefined {
  return graph?.tasks.find(({ status }) => status === 'failed')
}

/** The verdict in one line, and below it what was built. */
export function headline(facts: SummaryFacts): string {
  const { verdict } = facts
  const run = runOf(facts)
  const name = run === undefined ? `The ${facts.words.run}` : link(linkedName(run.name), run.url)
  const title = `## ${VERDICT_SIGNS[verdict.status]} ${name} ${predicate(facts)}`
  return [title, builtOf(facts, run).join(' · ')].filter((part) => part !== '').join('\n\n')
}

/** A number sign inside a link leads nowhere else, and stands as it is. */
function linkedName(name: string): string {
  return text(capitalized(name), LONGEST_NAME_UNITS).replace(/&#35;(?:&#8203;)?/g, '#')
}

function predicate(facts: SummaryFacts): string {
  const { verdict, steps } = facts
  if (verdict.status === 'failed') {
    const step = failedStep(steps)
    if (step !== undefined) return `failed in step ${text(step.name, 128)}`
    const task = failedTask(facts)
    if (task !== undefined) return `failed in task ${text(task.name, 128)}`
  }
  const took = runFactsOf(facts)?.durationMs
  if (verdict.status === 'succeeded' && took !== undefined) return `succeeded in ${duration(took)}`
  const cancelled = facts.outcome.kind === 'cancelled'
  return cancelled && verdict.status === 'stopped'
    ? 'was cancelled and stopped'
    : PREDICATES[verdict.status]
}

const PREDICATES: Readonly<Record<Status, string>> = {
  started: 'was started',
  succeeded: 'succeeded',
  failed: 'failed',
  stopped: 'was stopped',
  'timed-out': 'took too long',
  lost: 'was lost',
  'left-running': 'goes on',
  'not-started': 'was not started',
  checked: 'can be started',
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
  if (seen?.queuedMs !== undefined) parts.push(`queued ${duration(seen.queuedMs)}`)
  const told = facts.verdict.status === 'succeeded'
  if (seen?.durationMs !== undefined && !told) parts.push(`ran ${duration(seen.durationMs)}`)
  return parts
}

function commitLink(commit: string, repository: Repository | undefined): string {
  const label = code(commit.slice(0, SHORT_COMMIT))
  const isId = /^[0-9a-f]{7,64}$/i.test(commit)
  if (repository === undefined || !isId) return label
  return link(label, `${repository.server}/${repository.name}/commit/${commit}`)
}
