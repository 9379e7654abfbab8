import { assertNever, type Outcome, type Status, tookTooLong } from '../../core/index.js'
import { duration } from '../../text/index.js'
import { failedStep, failedTask, runFactsOf, type SummaryFacts } from './facts.js'
import { MARKDOWN, type Writing } from './writing.js'

/** What the headline says of the run: what is known, and no more. */
export function predicate(facts: SummaryFacts, writing: Writing = MARKDOWN): string {
  const { outcome } = facts
  switch (outcome.kind) {
    case 'cancelled':
      return afterCancel(outcome, facts, writing)
    case 'deadline':
      return `${tookTooLong(outcome)}${afterDeadline(outcome, writing)}`
    case 'ended':
      return ending(facts, writing)
    case 'unrecorded':
    case 'reused':
    case 'not-started':
    case 'started':
    case 'waiting':
    case 'lost':
      return PREDICATES[facts.verdict.status]
    default:
      return assertNever(outcome)
  }
}

function ending(facts: SummaryFacts, { text, code }: Writing): string {
  const { verdict, steps, outcome } = facts
  if ('ended' in outcome && outcome.ended.conclusion === 'unknown') {
    return `ended in the unknown word ${code(outcome.ended.facts.word, 60)}`
  }
  if (verdict.status === 'failed') {
    const step = failedStep(steps)
    if (step !== undefined) return `failed in step ${text(step.name, 128)}`
    const task = failedTask(facts)
    if (task !== undefined) return `failed in task ${text(task.name, 128)}`
  }
  const took = runFactsOf(facts)?.durationMs
  if (verdict.status === 'succeeded' && took !== undefined) return `succeeded in ${duration(took)}`
  return PREDICATES[verdict.status]
}

type Cancelled = Extract<Outcome, { kind: 'cancelled' }>
type Deadline = Extract<Outcome, { kind: 'deadline' }>

function afterCancel({ stop, ended }: Cancelled, facts: SummaryFacts, writing: Writing): string {
  if (ended !== undefined) {
    return ended.conclusion === 'stopped'
      ? 'was cancelled and stopped'
      : `${ending(facts, writing)}, and the workflow was cancelled`
  }
  return stop === 'not-asked'
    ? 'goes on after the cancel'
    : `was cancelled${STOPS_WITHOUT_END[stop]}`
}

function afterDeadline({ stop, ended }: Deadline, { code }: Writing): string {
  if (ended !== undefined) {
    return ended.conclusion === 'stopped'
      ? ' and was stopped'
      : `, and ended (${code(ended.facts.word, 60)})`
  }
  return stop === 'not-asked' ? ' and goes on' : STOPS_WITHOUT_END[stop]
}

/** What became of the run is in the post step's summary. */
const STOPS_WITHOUT_END: Readonly<Record<Exclude<Cancelled['stop'], 'not-asked'>, string>> = {
  confirmed: '; its stop was accepted',
  requested: '; its stop was accepted, and its end was not seen yet',
  failed: '; its stop did not get through yet',
}

const PREDICATES: Readonly<Record<Status, string>> = {
  started: 'was started',
  done: 'was asked for',
  waiting: 'waits for a person',
  succeeded: 'succeeded',
  reused: 'succeeded before and is reused',
  failed: 'failed',
  stopped: 'was stopped',
  'timed-out': "ran into the service's own time limit",
  lost: 'was lost',
  'left-running': 'goes on',
  'not-started': 'was not started',
  checked: 'can be started',
}
