import { ActionError } from './errors.js'
import type { Outcome } from './outcome.js'
import type { Conclusion, EndedRun, RunFacts, RunWords } from './run.js'
import { asSentence, capitalized } from './sentence.js'

/** What users script against: the `status` output. */
export type Status =
  | 'started'
  | 'done'
  | 'waiting'
  | 'succeeded'
  | 'reused'
  | 'failed'
  | 'stopped'
  | 'timed-out'
  | 'lost'
  | 'left-running'
  | 'not-started'
  | 'checked'

export interface Verdict {
  readonly status: Status
  readonly exitCode: 0 | 1
  /** One sentence for people. */
  readonly message: string
  /** What to do about it, where something went wrong. */
  readonly error?: ActionError
  /** What the service said last, where the run's end was seen. */
  readonly facts?: RunFacts
}

/** What a run's outcome means for the step: only a run that succeeded, or one that nobody waits for, passes. */
export function gate(outcome: Outcome, words: RunWords): Verdict {
  switch (outcome.kind) {
    case 'ended':
      return ofEnd(outcome.run.name, outcome.ended)
    case 'reused':
      return ofReused(outcome)
    case 'started':
      return green(
        'started',
        `${capitalized(outcome.run.name)} was started; this step does not wait for it.`,
      )
    case 'waiting':
      return ofWaiting(outcome)
    case 'not-started':
      return outcome.error === undefined
        ? cancelledBeforeStart(words.run)
        : {
            ...red('not-started', `The ${words.run} was not started. ${sentenceOf(outcome.error)}`),
            error: outcome.error,
          }
    case 'cancelled':
      return ofCancel(outcome)
    case 'deadline':
      return red('timed-out', `${capitalized(outcome.run.name)} ${overdue(outcome)}.`)
    case 'unrecorded':
      return ofUnrecorded(outcome)
    case 'lost': {
      const which = capitalized(outcome.run?.name ?? `the ${words.run}`)
      return {
        ...red('lost', `${which} was lost: ${sentenceOf(outcome.error)}`),
        error: outcome.error,
      }
    }
  }
}

/** Red even if the run succeeded meanwhile: the step could not do its work. */
function ofUnrecorded({ run, error, stop }: Extract<Outcome, { kind: 'unrecorded' }>): Verdict {
  const name = capitalized(run.name)
  return stop === 'failed'
    ? {
        ...red('lost', `${name} can't be recorded, and its stop did not get through.`),
        error,
      }
    : { ...red('stopped', `${name} can't be recorded, so it was stopped.`), error }
}

/** Only a run that succeeded may stand for another. */
function ofReused({ run, ended }: Extract<Outcome, { kind: 'reused' }>): Verdict {
  const { conclusion, facts } = ended
  if (conclusion !== 'succeeded') return ofEnd(run.name, ended)
  const message = `${capitalized(run.name)} succeeded (${facts.word}) and stands for this one: nothing was started.`
  return { ...green('reused', message), facts }
}

function ofWaiting({ run, waiting: { facts } }: Extract<Outcome, { kind: 'waiting' }>): Verdict {
  const what = facts.waitsFor === undefined ? '' : ` ${facts.waitsFor}`
  const message = `${capitalized(run.name)} waits for a person (${facts.word}).${what}`
  return { ...green('waiting', message), facts }
}

/** `run` as in `RunWords`. */
export function cancelledBeforeStart(run: string): Verdict {
  return red('not-started', `Cancelled before the ${run} was started.`)
}

function ofEnd(name: string, { conclusion, facts }: EndedRun): Verdict {
  const because = facts.reason === undefined ? '' : ` Reason given: "${quotable(facts.reason)}".`
  const ending = `${capitalized(name)} ${ENDINGS[conclusion]} (${facts.word}).${because}`
  if (conclusion === 'succeeded') return { ...green('succeeded', ending), facts }
  const verdict = { ...red(statusOf(conclusion), ending), facts }
  return conclusion === 'unknown' ? { ...verdict, error: unknownEnd(ending) } : verdict
}

function unknownEnd(message: string): ActionError {
  return new ActionError('bad-answer', message, {
    hint: 'Look at its page in the console, and please report the word, so that a later version knows it.',
  })
}

/** A message of the network or the service may have no full stop. */
function sentenceOf({ message }: ActionError): string {
  return asSentence(message)
}

/** For the inside of quotation marks: without its own full stop, and with single quotation marks. */
function quotable(reason: string): string {
  return reason.replace(/[.。]$/, '').replaceAll('"', "'")
}

function ofCancel(outcome: Extract<Outcome, { kind: 'cancelled' }>): Verdict {
  const { name } = outcome.run
  if (outcome.ended !== undefined) {
    const end = ofEnd(name, outcome.ended)
    return { ...end, ...red(end.status, `Cancelled. ${end.message}`) }
  }
  switch (outcome.stop) {
    case 'not-asked':
      return red(
        'left-running',
        `Cancelled. ${capitalized(name)} goes on, because stop-on-cancel is false.`,
      )
    case 'confirmed':
    case 'requested':
      return red(
        'stopped',
        `Cancelled. The service accepted the stop of ${name}; the post step confirms it.`,
      )
    case 'failed':
      return red(
        'lost',
        `Cancelled. The stop of ${name} did not get through; the post step repeats it.`,
      )
  }
}

type Overdue = Extract<Outcome, { kind: 'deadline' }>

/** The sentence about a run whose time was over, after its name. */
function overdue(outcome: Overdue): string {
  return `${tookTooLong(outcome)}${afterTimeout(outcome)}`
}

/** Names the limit as its input takes it: in minutes. */
export function tookTooLong({ limitMs }: Overdue): string {
  return `took too long (timeout-minutes: ${Number((limitMs / 60_000).toFixed(3))})`
}

function afterTimeout({ stop, ended }: Overdue): string {
  if (ended !== undefined && ended.conclusion !== 'stopped') {
    return `, and ended (${ended.facts.word}) while its stop was on the way`
  }
  switch (stop) {
    case 'not-asked':
      return ' and goes on, because stop-on-timeout is false'
    case 'confirmed':
      return ' and was stopped'
    case 'requested':
      return '; its stop was accepted, and the post step confirms it'
    case 'failed':
      return '; its stop did not get through, and the post step repeats it'
  }
}

const ENDINGS: Readonly<Record<Conclusion, string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  stopped: 'was stopped',
  'timed-out': "ran into the service's own time limit",
  unknown: 'ended in a word this action does not know, which never counts as success',
}

/** An unknown end is a failure: only the service's own word for success is green. */
function statusOf(conclusion: Conclusion): Status {
  return conclusion === 'unknown' ? 'failed' : conclusion
}

function green(status: Status, message: string): Verdict {
  return { status, exitCode: 0, message }
}

function red(status: Status, message: string): Verdict {
  return { status, exitCode: 1, message }
}
