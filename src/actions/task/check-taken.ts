import {
  planTask,
  readTaskState,
  type TaskDefinition,
  type TaskPlan,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import { toActionError } from '../../core/index.js'
import { scopeOf } from './scope.js'
import type { TaskStep } from './step.js'

const MOST_WARNINGS = 20

/** Reads the task again after a write, and warns of each value that the service did not take; the step still passes. */
export async function checkTaken(
  jobId: string,
  definition: TaskDefinition,
  { options }: TaskPlan,
  { calls, attempts, context }: TaskStep,
): Promise<void> {
  const { console, mask } = context
  try {
    const now = await readTaskState(jobId, scopeOf(definition), calls, attempts, mask)
    const left = planTask(now, definition, { ...options, forceSecrets: false })
    for (const path of left.paths.slice(0, MOST_WARNINGS)) {
      console.annotate(
        'warning',
        `The service did not take ${path}: it has another value there now.`,
      )
    }
  } catch (error) {
    console.annotate('warning', `The task could not be read again: ${toActionError(error).message}`)
  }
}
