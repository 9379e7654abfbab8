import { field, textOf, timeOf } from '../../gateway/index.js'
import { isList, isObject, type JsonObject } from '../../../../text/index.js'
import { type ReleaseTask, readTasks } from './tasks.js'

/** One execution of a release task, as far as the service shows it. */
export interface Execution {
  readonly id: string
  /** The code, or whatever the service sent in its place; absent where it sent none. */
  readonly status?: string
  readonly startedAt?: Date
  readonly finishedAt?: Date
  readonly trigger?: string
  readonly reason?: string
  readonly tasks: readonly ReleaseTask[]
}

export interface RecordsPage {
  readonly executions: readonly Execution[]
  /** Whether the service has more than it shows. */
  readonly partial: boolean
}

/**
 * `GET …/pipelines/{pipeline_id}/records` (ServiceStage API reference, servicestage_06_0290). Assumption: the page that can
 * be read lists `count` and, of each record, `id`, `pipeline_id`, `trigger` and `version`; `status`, times and stages are
 * read under the names that the other calls of this API have. What isn't there is left out; undefined without a list.
 */
export function readRecords(answer: unknown): RecordsPage | undefined {
  const records = isList(answer) ? answer : isObject(answer) ? field(answer, 'records') : undefined
  if (!isList(records)) return undefined
  const count = isObject(answer) ? Number(textOf(answer, 'count') ?? 0) : 0
  return {
    executions: records.flatMap((record) => readExecution(record) ?? []),
    partial: count > records.length,
  }
}

function readExecution(record: unknown): Execution | undefined {
  if (!isObject(record)) return undefined
  const id = textOf(record, 'id') ?? textOf(record, 'execution_id')
  if (id === undefined) return undefined
  const status = textOf(record, 'status')
  const trigger = field(record, 'trigger')
  const startedAt = firstTime(record, STARTS)
  const finishedAt = firstTime(record, ENDS)
  const reason = textOf(record, 'fail_message') ?? textOf(record, 'error_msg')
  return {
    id,
    tasks: readTasks(record),
    ...(status !== undefined && { status }),
    ...(typeof trigger === 'string' && trigger !== '' && { trigger }),
    ...(startedAt && { startedAt }),
    ...(finishedAt && { finishedAt }),
    ...(reason !== undefined && { reason }),
  }
}

const STARTS = ['start_time', 'started_at', 'trigger_at', 'trigger_time', 'create_time'] as const
const ENDS = ['end_time', 'finish_time', 'finished_at', 'ended_at'] as const

function firstTime(record: JsonObject, names: readonly string[]): Date | undefined {
  for (const name of names) {
    const time = timeOf(record, name)
    if (time !== undefined) return time
  }
  return undefined
}
