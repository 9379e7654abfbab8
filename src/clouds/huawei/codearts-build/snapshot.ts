import { between } from '../gateway/index.js'
import { ActionError, type RunFacts, type RunSnapshot } from '../../../core/index.js'
import { present } from '../../../text/index.js'
import type { BuildApi } from './api/build-api.js'
import type { BuildRun } from './api/build-run.js'
import { type HistoryEntry, meaningOf, type RecordInfo } from './wire/index.js'

const LONGEST_WORD_UNITS = 200

/**
 * What a build's record shows. Only record-info ends a build, by a known end word or by a finish time; where it is
 * missing, the job's status call can say no more than that something runs.
 */
export function snapshotOf(record: RecordInfo): RunSnapshot {
  const facts = factsOf(record)
  const meaning = meaningOf(record.status)
  switch (meaning.kind) {
    case 'ended':
      return { phase: 'ended', facts, conclusion: meaning.conclusion }
    case 'queued':
      return { phase: 'queued', facts }
    case 'running':
      return { phase: record.startedAt === undefined ? 'queued' : 'running', facts }
    case 'unknown':
      return record.finished
        ? { phase: 'ended', facts, conclusion: 'unknown' }
        : { phase: 'running', facts }
  }
}

/** The same by the task's history, which decides where record-info isn't published: there an end time ends a build. */
export function snapshotOfEntry(entry: HistoryEntry): RunSnapshot {
  const { word = '', commit, dailyNumber, startedAt, endedAt } = entry
  const durationMs = entry.durationMs ?? between(startedAt, endedAt)
  const known = present({ commit, dailyNumber, startedAt })
  const meaning = meaningOf(word)
  if (entry.ended === true) {
    const conclusion = meaning.kind === 'ended' ? meaning.conclusion : 'unknown'
    const ending = present({ finishedAt: endedAt, durationMs })
    return { phase: 'ended', facts: { word, ...known, ...ending }, conclusion }
  }
  return { phase: meaning.kind === 'queued' ? 'queued' : 'running', facts: { word, ...known } }
}

function factsOf(record: RecordInfo): RunFacts {
  const { createdAt, startedAt, finishedAt, status } = record
  return {
    word: status,
    ...present({
      recordId: record.recordId,
      commit: record.commit,
      dailyNumber: record.dailyNumber,
      branch: record.branch,
      trigger: record.trigger,
      reason: record.reason,
      createdAt,
      startedAt,
      finishedAt,
      queuedMs: between(createdAt, startedAt),
      // Milliseconds by the reference's sample (100068 for 100 s); its table names no unit.
      durationMs: record.durationMs ?? between(startedAt, finishedAt),
    }),
  }
}

/** For a build whose record-info is missing: live while the service says that it runs, else the error stands. */
export async function snapshotWithoutRecord(
  api: BuildApi,
  run: BuildRun,
  missing: ActionError,
  signal: AbortSignal,
): Promise<RunSnapshot> {
  const status = await api.status(run, signal).catch((error: unknown) => {
    if (error instanceof ActionError) return undefined
    throw error
  })
  // A queued build is "not running" to the status call, too, so that answer is no end.
  if (status?.running !== true) throw missing
  return { phase: 'running', facts: { word: '' } }
}

/** Whether the build has no record (yet). */
export function isNotFound(error: unknown): error is ActionError {
  return error instanceof ActionError && error.code === 'not-found'
}

/** Whole or not at all: the word may hold a secret, and no search finds half of one. */
function shownWord(word: string): string {
  return word.length > LONGEST_WORD_UNITS ? `of ${word.length} characters` : `"${word}"`
}

/** For a status that no document names. */
export function unknownWord(word: string, status: string): ActionError {
  return new ActionError(
    'bad-answer',
    `The service reports the status ${shownWord(word)}, which is not documented${status}. ` +
      'The build counts as running until it has a finish time.',
    { hint: 'Please report the word, so that a later version knows it.' },
  )
}
