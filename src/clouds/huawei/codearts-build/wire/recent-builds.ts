import {
  badAnswer,
  between,
  countOf,
  durationOf,
  field,
  textOf,
  timeOf,
} from '../../gateway/index.js'
import { isList, isObject, type JsonObject } from '../../../../text/index.js'

export interface SuccessRatio {
  readonly succeeded: number
  readonly total: number
}

/** `success-ratio` (CodeArts Build API reference, "View the build task construction success rate"). */
export function readSuccessRatio(call: string, answer: unknown): SuccessRatio {
  const body = isObject(answer) ? answer : {}
  const result = field(body, 'result')
  const counts = isObject(result) ? result : body
  const [succeeded, total] = [countOf(counts, 'success_count'), countOf(counts, 'total_count')]
  if (succeeded === undefined || total === undefined) {
    throw badAnswer(call, 'success_count and total_count', answer)
  }
  return { succeeded, total }
}

/** How long the successful builds on a page of the history took, in milliseconds; without the build `except`. */
export function readDurations(
  answer: unknown,
  { jobId, buildNumber: except }: { readonly jobId: string; readonly buildNumber: number },
): readonly number[] {
  if (!isObject(answer)) return []
  const result = field(answer, 'result')
  const records = isObject(result)
    ? field(result, 'job_build_states')
    : field(answer, 'history_records')
  const list = isList(records) ? records : [records]
  return list.filter(isObject).flatMap((record) => {
    const word = textOf(record, 'result') ?? textOf(record, 'state')
    const number = countOf(record, 'build_number') ?? countOf(record, 'number')
    const job = textOf(record, 'job_id') ?? jobId
    if (job.toLowerCase() !== jobId.toLowerCase()) return []
    if (word?.toLowerCase() !== 'success' || number === except) return []
    return tookOf(record) ?? []
  })
}

function tookOf(record: JsonObject): number | undefined {
  const told = durationOf(record, 'build_time') ?? durationOf(record, 'cost_time')
  if (told !== undefined && told > 0) return told
  const [start, end] = [timeOf(record, 'start_time'), timeOf(record, 'end_time')]
  return between(start, end) || undefined
}
