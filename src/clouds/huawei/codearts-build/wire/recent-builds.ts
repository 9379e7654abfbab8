import { between, countOf, durationOf, field, textOf, timeOf } from '../../gateway/index.js'
import { isList, isObject, type JsonObject, present } from '../../../../text/index.js'
import { meaningOf } from './status-words.js'

/** What a page of a task's history says of its builds. */
export interface RecentBuilds {
  /** Among the builds that ended by themselves; a stopped one says nothing about the task. */
  readonly succeeded: number
  readonly total: number
  /** How long the other successful builds took, in milliseconds, as the history counts it. */
  readonly durations: readonly number[]
  /** How long this one took, counted in the same way. */
  readonly ownMs?: number
}

/** `build` is the one that the history is read for; records of other tasks are passed over. */
export function readRecentBuilds(
  answer: unknown,
  build: { readonly jobId: string; readonly buildNumber: number },
): RecentBuilds {
  const records = recordsOf(answer, build.jobId)
  const conclusions = records.flatMap((record) => {
    const meaning = meaningOf(wordOf(record))
    return meaning.kind === 'ended' && meaning.conclusion !== 'stopped' ? [meaning.conclusion] : []
  })
  const good = records.filter((record) => wordOf(record).toLowerCase() === 'success')
  const isOwn = (record: JsonObject): boolean => numberOf(record) === build.buildNumber
  const own = good.find(isOwn)
  return {
    succeeded: conclusions.filter((conclusion) => conclusion === 'succeeded').length,
    total: conclusions.length,
    durations: good.filter((record) => !isOwn(record)).flatMap((record) => tookOf(record) ?? []),
    ...present({ ownMs: own && tookOf(own) }),
  }
}

function recordsOf(answer: unknown, jobId: string): readonly JsonObject[] {
  if (!isObject(answer)) return []
  const result = field(answer, 'result')
  const records = isObject(result)
    ? field(result, 'job_build_states')
    : field(answer, 'history_records')
  const list = isList(records) ? records : [records]
  return list
    .filter(isObject)
    .filter((record) => (textOf(record, 'job_id') ?? jobId).toLowerCase() === jobId.toLowerCase())
}

function wordOf(record: JsonObject): string {
  return textOf(record, 'result') ?? textOf(record, 'state') ?? ''
}

function numberOf(record: JsonObject): number | undefined {
  return countOf(record, 'build_number') ?? countOf(record, 'number')
}

function tookOf(record: JsonObject): number | undefined {
  const reported = durationOf(record, 'build_time') ?? durationOf(record, 'cost_time')
  if (reported !== undefined && reported > 0) return reported
  const [start, end] = [timeOf(record, 'start_time'), timeOf(record, 'end_time')]
  return between(start, end) || undefined
}
