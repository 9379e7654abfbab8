import type { Context } from '../entry.js'
import type { ModeEnd } from '../as-code/run-definition.js'
import type { TaskOutput } from './outputs.js'
import type { TaskCalls } from '../../clouds/huawei/codearts-build/definitions/index.js'
import {
  type Attempts,
  findTask,
  type TemplateCalls,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import type { TaskRef } from '../../clouds/huawei/codearts-build/index.js'
import { ActionError } from '../../core/index.js'

/** What the work of a mode needs of its step. */
export interface TaskStep {
  readonly calls: TaskCalls
  readonly templates: TemplateCalls
  readonly attempts: Attempts
  readonly context: Context<TaskOutput>
}

/** How a mode ended. */
export type TaskEnd = ModeEnd<
  'planned' | 'applied' | 'exported' | 'deleted' | 'enabled' | 'disabled' | 'failed'
>

/** The id of a task that must be there. */
export async function existingTask(task: TaskRef, { calls, attempts }: TaskStep): Promise<string> {
  if (task.by === 'id') return task.jobId
  const { projectId, jobName } = task
  const jobId = await findTask({ project: projectId, name: jobName }, calls, attempts)
  if (jobId !== undefined) return jobId
  throw new ActionError('not-found', `The project has no build task named "${jobName}".`, {
    hint: 'The name must match exactly, case included; the account must be a member of the project.',
  })
}

export function variableOf({ env }: Context): (name: string) => string | undefined {
  return (name) => env[name] || undefined
}
