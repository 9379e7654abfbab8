import {
  badAnswer,
  countOf,
  durationOf,
  field,
  type ListPage,
  textOf,
  timeOf,
} from '../../gateway/index.js'
import { isList, isObject, type JsonObject, present } from '../../../../text/index.js'
import { meaningOf } from './status-words.js'

/** One build in a task's history. */
export interface HistoryEntry {
  readonly buildNumber: number
  readonly dailyNumber?: string
  /** Absent: not reported. */
  readonly commit?: string
  readonly startedAt?: Date
  /** Absent while it runs, and in v1, which has no such field. */
  readonly endedAt?: Date
  /** Milliseconds, in v1. */
  readonly durationMs?: number
  /** The service's own word. */
  readonly word?: string
  /** It has an end time, in whatever form; in v1, which has none, a word that means an end. */
  readonly ended?: true
}

const DAILY_NUMBER = /^\d{8}\.\d+$/

/**
 * `period-history` and `history`: by their tables `history_records` is an array, by their samples one object, so
 * both are read. `record_id` holds the daily number there (all samples), not the id that log calls want.
 */
export function readHistory(call: string, answer: unknown, jobId: string): ListPage<HistoryEntry> {
  if (!isObject(answer)) throw badAnswer(call, 'history_records', answer)
  const records = field(answer, 'history_records')
  const list = isList(records) ? records : isObject(records) ? [records] : []
  if (records === undefined && countOf(answer, 'total') !== 0) {
    throw badAnswer(call, 'history_records', answer)
  }
  return page(jobId, list, countOf(answer, 'total'), (record) => ({
    number: countOf(record, 'build_number'),
    jobId: textOf(record, 'job_id'),
    daily: textOf(record, 'record_id'),
    commit: textOf(record, 'commit_id'),
    startedAt: timeOf(record, 'start_time'),
    endedAt: timeOf(record, 'end_time'),
    durationMs: undefined,
    word: textOf(record, 'result'),
    ended: textOf(record, 'end_time') !== undefined,
  }))
}

/** `/v1/record/{job_id}/list`: wrapped, with epoch milliseconds and totals as text. */
export function readRecordList(
  call: string,
  answer: unknown,
  jobId: string,
): ListPage<HistoryEntry> {
  const result = isObject(answer) ? field(answer, 'result') : undefined
  const states = isObject(result) ? field(result, 'job_build_states') : undefined
  if (!isObject(result) || !isList(states)) throw badAnswer(call, 'result.job_build_states', answer)
  return page(jobId, states, countOf(result, 'total_record'), (record) => ({
    number: countOf(record, 'number'),
    jobId: textOf(record, 'job_id'),
    daily: textOf(record, 'daily_build_number'),
    commit: textOf(record, 'commit_id'),
    startedAt: timeOf(record, 'start_time'),
    endedAt: timeOf(record, 'end_time'),
    durationMs: durationOf(record, 'build_time'),
    word: textOf(record, 'state'),
    ended:
      textOf(record, 'end_time') !== undefined ||
      meaningOf(textOf(record, 'state') ?? '').kind === 'ended',
  }))
}

interface RawEntry {
  readonly number: number | undefined
  readonly jobId: string | undefined
  readonly daily: string | undefined
  readonly commit: string | undefined
  readonly startedAt: Date | undefined
  readonly endedAt: Date | undefined
  readonly durationMs: number | undefined
  readonly word: string | undefined
  readonly ended: boolean
}

/** Leaves out the entries of other tasks. */
function page(
  ofJob: string,
  list: readonly unknown[],
  total: number | undefined,
  read: (record: JsonObject) => RawEntry,
): ListPage<HistoryEntry> {
  const entries: HistoryEntry[] = []
  for (const record of list) {
    if (!isObject(record)) continue
    const { number, jobId, daily, ended, ...fields } = read(record)
    if (jobId !== undefined && jobId.toLowerCase() !== ofJob.toLowerCase()) continue
    if (number === undefined || number === 0) continue
    entries.push({
      buildNumber: number,
      ...(daily !== undefined && DAILY_NUMBER.test(daily) && { dailyNumber: daily }),
      ...present(fields),
      ...(ended && { ended }),
    })
  }
  return { entries, size: list.length, ...(total !== undefined && { total }) }
}
