import { ActionError, type RunFacts, type RunSnapshot, type Step } from '../../../core/index.js'
import { isFullCommitId, present, quotedWhole } from '../../../text/index.js'
import { between, type BuildPhase, type BuildRecord } from './build-record.js'
import { conclusionOf, phaseStatus } from './status-words.js'

/** Phases of a build that waits for its machine. */
const WAITING = new Set(['SUBMITTED', 'QUEUED'])
/** The mark that a build has ended; nothing happens in it. */
const COMPLETED = 'COMPLETED'

/** What a build's record shows. */
export function snapshotOf(record: BuildRecord): RunSnapshot {
  const facts = factsOf(record)
  if (record.ended) return { phase: 'ended', facts, conclusion: conclusionOf(record.status) }
  const phase = record.currentPhase ?? record.phases.at(-1)?.type
  return phase !== undefined && WAITING.has(phase)
    ? { phase: 'queued', facts }
    : { phase: 'running', facts }
}

function factsOf(record: BuildRecord): RunFacts {
  const { startTime, endTime, status, resolvedSourceVersion: version } = record
  const startedAt = executionStart(record)
  return {
    word: status,
    ...present({
      commit: version !== undefined && isFullCommitId(version) ? version : undefined,
      trigger: record.initiator,
      reason: reasonOf(record),
      createdAt: startTime,
      startedAt,
      finishedAt: endTime,
      queuedMs: record.phases.length === 0 ? undefined : between(startTime, startedAt),
      durationMs: between(startedAt, endTime),
    }),
  }
}

/**
 * When the build got its machine: the first phase after the queue. Without phases only the time of the request is
 * known.
 */
function executionStart({ phases, startTime, endTime }: BuildRecord): Date | undefined {
  if (phases.length === 0) return startTime ?? endTime
  return phases.find(({ type }) => !WAITING.has(type) && type !== COMPLETED)?.startTime
}

/** Whether the build got a machine, and so may have a log. */
export function isExecuted(record: BuildRecord): boolean {
  return executionStart(record) !== undefined
}

/** What the contexts of the phases that failed say. */
function reasonOf({ phases, status }: BuildRecord): string | undefined {
  if (conclusionOf(status) === 'succeeded') return undefined
  const said = phases
    .filter((phase) => phaseStatus(phase.status) === 'failed')
    .flatMap(({ contexts }) => contexts)
    .map(({ code, message }) => [code, message].filter((part) => part !== undefined).join(': '))
    .filter((text) => text !== '')
  return said.length === 0 ? undefined : [...new Set(said)].join('; ')
}

/** The phases as steps. */
export function stepsOf({ phases }: BuildRecord): readonly Step[] {
  return phases.filter(({ type }) => type !== COMPLETED).map(stepOf)
}

function stepOf({ type, status, durationMs }: BuildPhase): Step {
  return {
    name: type,
    status: phaseStatus(status),
    ...(durationMs !== undefined && { durationMs }),
  }
}

/** For a status that no document names. */
export function unknownWord(word: string): ActionError {
  return new ActionError(
    'bad-answer',
    `The service reports the status ${quotedWhole(word)}, which is not documented. ` +
      'The build counts as running until it has an end time.',
    { hint: 'Please report the word, so that a later version knows it.' },
  )
}
