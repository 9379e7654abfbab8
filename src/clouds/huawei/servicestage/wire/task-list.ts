import { badAnswer, field, textOf } from '../../gateway/index.js'
import { isList, isObject } from '../../../../text/index.js'

/** A release task as the list of the project's tasks shows it. */
export interface ListedTask {
  readonly status?: string
  /** When it was last executed, as the service writes it: only compared. */
  readonly lastTriggerAt?: string
}

/**
 * The task's entry in `GET /v3/{project_id}/pipeline/pipelines` (servicestage_06_0246), whose table has an object with
 * `pipelines` and whose example a bare array; undefined where it isn't listed.
 */
export function readListedTask(
  call: string,
  answer: unknown,
  pipelineId: string,
): ListedTask | undefined {
  const list = isList(answer) ? answer : isObject(answer) ? field(answer, 'pipelines') : undefined
  if (!isList(list)) throw badAnswer(call, 'pipelines', answer)
  const task = list.find((one) => isObject(one) && textOf(one, 'id') === pipelineId)
  if (!isObject(task)) return undefined
  const status = textOf(task, 'status')
  const lastTriggerAt = textOf(task, 'last_trigger_at')
  return {
    ...(status !== undefined && { status }),
    ...(lastTriggerAt !== undefined && { lastTriggerAt }),
  }
}
