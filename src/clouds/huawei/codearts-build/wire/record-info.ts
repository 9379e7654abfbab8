import { badAnswer, countOf, durationOf, field, textOf, timeOf } from '../../gateway/index.js'
import { isObject, present } from '../../../../text/index.js'

/** What record-info says of a build. All versions of the call carry the same fields in one of two cases. */
export interface RecordInfo {
  /** The service's own word. */
  readonly status: string
  /** `build_record_id`, which log calls want; `id` is another number. */
  readonly recordId?: string
  readonly buildNumber?: number
  readonly dailyNumber?: string
  readonly commit?: string
  readonly tag?: string
  readonly branch?: string
  readonly trigger?: string
  readonly reason?: string
  readonly createdAt?: Date
  readonly startedAt?: Date
  readonly finishedAt?: Date
  /** Whether a finish time stands there, in whatever form. */
  readonly finished: boolean
  /** Milliseconds. */
  readonly durationMs?: number
}

/** Letters, digits and hyphens: a record id goes into a path, so nothing else may stand in it. */
const RECORD_ID = /^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/

/** @throws ActionError `bad-answer` where `result` or its `status` is missing. */
export function readRecordInfo(call: string, answer: unknown): RecordInfo {
  const result = isObject(answer) ? field(answer, 'result') : undefined
  if (!isObject(result)) throw badAnswer(call, 'result', answer)
  const status = textOf(result, 'status')
  if (status === undefined) throw badAnswer(call, 'result.status', answer)
  const recordId = textOf(result, 'build_record_id')
  // Table and samples of the reference name it differently.
  const dailyNumber = textOf(result, 'daily_build_num') ?? textOf(result, 'daily_build_number')
  return {
    status,
    finished: textOf(result, 'finish_time') !== undefined,
    ...present({
      recordId: recordId !== undefined && RECORD_ID.test(recordId) ? recordId : undefined,
      buildNumber: countOf(result, 'build_no'),
      dailyNumber,
      commit: textOf(result, 'commit'),
      tag: textOf(result, 'tag'),
      branch: textOf(result, 'branch'),
      trigger: textOf(result, 'trigger_type'),
      reason: textOf(result, 'err_msg'),
      createdAt: timeOf(result, 'create_time'),
      startedAt: timeOf(result, 'start_time'),
      finishedAt: timeOf(result, 'finish_time'),
      durationMs: durationOf(result, 'duration'),
    }),
  }
}
