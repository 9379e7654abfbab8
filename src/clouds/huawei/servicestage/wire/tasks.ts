import { field, textOf } from '../../gateway/index.js'
import { isList, isObject, type JsonObject } from '../../../../text/index.js'

/** A task inside a stage of an execution. */
export interface ReleaseTask {
  readonly stage: string
  readonly name: string
  readonly status?: string
  /** Who may approve it, by name. */
  readonly approvers: readonly string[]
}

const MOST_TASKS = 500

/**
 * The tasks of an execution by stage, in order. Assumption: no page shows them; they are looked for under the names of the
 * action's own body (`stage_name`, `tasks`) and of the task's definition (`stages`, `name`). Empty where there are none.
 */
export function readTasks(record: JsonObject): readonly ReleaseTask[] {
  const stages = [record, field(record, 'pipeline_declaration')].flatMap((place) =>
    isObject(place) ? listOf(place, 'stages') : [],
  )
  return stages
    .flatMap((stage) => {
      const stageName = nameIn(stage, 'stage_name')
      return listOf(stage, 'tasks').map((task) => readTask(task, stageName))
    })
    .slice(0, MOST_TASKS)
}

function readTask(task: JsonObject, stage: string): ReleaseTask {
  const status = textOf(task, 'status')
  return {
    stage,
    name: nameIn(task, 'task_name'),
    approvers: APPROVERS.flatMap((name) => people(field(task, name))),
    ...(status !== undefined && { status }),
  }
}

const APPROVERS = ['approvers', 'approver', 'approval_users'] as const

function people(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value]
  if (isObject(value)) return [nameIn(value, 'user_name')].filter((name) => name !== '')
  return isList(value) ? value.slice(0, MOST_TASKS).flatMap(person) : []
}

/** One level down only: a list in a list names nobody. */
function person(value: unknown): readonly string[] {
  return isList(value) ? [] : people(value)
}

function nameIn(object: JsonObject, ownName: string): string {
  return textOf(object, ownName) ?? textOf(object, 'name') ?? textOf(object, 'id') ?? ''
}

function listOf(object: JsonObject, name: string): readonly JsonObject[] {
  const list = field(object, name)
  return isList(list) ? list.filter(isObject) : []
}
