import type { Context } from '../entry.js'
import { required, runDefinition } from '../as-code/run-definition.js'
import { readActionInputs } from '../read-action-inputs.js'
import {
  readTask,
  TaskCalls,
  type TaskDefinition,
  TemplateCalls,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import { assertNever } from '../../core/index.js'
import { deleteTask } from './delete.js'
import { exportTask } from './export.js'
import { type TaskConfig, taskInputs, type TaskWork } from './inputs.js'
import type { TaskOutput } from './outputs.js'
import { planOrApply } from './plan-or-apply.js'
import type { TaskEnd, TaskStep } from './step.js'
import { switchTask } from './switch.js'

/** A build task as code: compares, applies, exports, deletes, enables or disables it. */
export function task(): Promise<void> {
  return runDefinition<TaskDefinition, TaskConfig, TaskOutput>({
    read: readTask,
    config: (context) => readActionInputs(taskInputs, context).config,
    contradicts: complainOfOtherTask,
    work: (config, definition, { service, attempts }, context) => {
      const calls = new TaskCalls(service)
      const templates = new TemplateCalls(service)
      return work(config.work, definition, { calls, templates, attempts, context })
    },
  })
}

/** A problem where input and file name two tasks: which one is meant can't be guessed. */
function complainOfOtherTask(
  { work }: TaskConfig,
  definition: TaskDefinition | undefined,
  { console }: Context,
): boolean {
  if (work.task?.by !== 'name' || definition === undefined) return false
  const { projectId, jobName } = work.task
  const pairs = [
    ['project-id', projectId, 'task.project', definition.project],
    ['job-name', jobName, 'task.name', definition.name],
  ] as const
  const differing = pairs.filter(([, given, , written]) => given !== written)
  for (const [input, given, path, written] of differing) {
    console.annotate(
      'error',
      `Input ${input} is "${given}", and ${path} in the file is "${written}": leave the input out, or make them equal.`,
    )
  }
  return differing.length > 0
}

async function work(
  given: TaskWork,
  definition: TaskDefinition | undefined,
  step: TaskStep,
): Promise<TaskEnd> {
  switch (given.mode) {
    case 'plan':
    case 'apply':
      return await planOrApply(given, required(definition), step)
    case 'export':
      return await exportTask(given, step)
    case 'delete':
      return await deleteTask(given, step)
    case 'enable':
    case 'disable':
      return await switchTask(given, step)
    default:
      return assertNever(given)
  }
}
