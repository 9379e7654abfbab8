import { badAnswer, countOf, field, timeOf, unwrapped } from '../../gateway/index.js'
import { isList, isObject } from '../../../../text/index.js'

/** A page of the changes of a task's definition. */
export interface TaskChanges {
  /** Of the newest readable one. */
  readonly newest?: Date
  /** Changes on this page. */
  readonly size: number
  /** Changes of which no time can be read. */
  readonly unreadable: number
  readonly total?: number
}

/** `/v1/job/{job_id}/history` (CodeArts Build API, "Obtaining the Update History of a Build Task"). */
export function readTaskChanges(call: string, answer: unknown): TaskChanges {
  const result = unwrapped(answer)
  const records = result && field(result, 'job_update_records')
  if (result === undefined || !isList(records)) throw badAnswer(call, 'job_update_records', answer)
  const times = records.map((record) =>
    isObject(record) ? timeOf(record, 'update_at') : undefined,
  )
  const known = times.filter((time) => time !== undefined)
  const newest = known.toSorted((a, b) => b.getTime() - a.getTime())[0]
  const total = countOf(result, 'total')
  return {
    ...(newest && { newest }),
    size: records.length,
    unreadable: records.length - known.length,
    ...(total !== undefined && { total }),
  }
}
