import { type Context, runEntry } from '../entry.js'
import { endedBy } from '../as-code/ending.js'
import { type DefinitionFile, printFileProblems, readDefinitionFile } from '../as-code/read-file.js'
import { withService } from '../as-code/service.js'
import { readActionInputs } from '../read-action-inputs.js'
import {
  readTask,
  TaskCalls,
  type TaskDefinition,
  TemplateCalls,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import { assertNever, toActionError } from '../../core/index.js'
import { printError } from '../../github/runner/index.js'
import { deleteTask } from './delete.js'
import { exportTask } from './export.js'
import { type TaskConfig, taskInputs, type TaskWork } from './inputs.js'
import type { TaskOutput } from './outputs.js'
import { planOrApply } from './plan-or-apply.js'
import type { TaskEnd, TaskStep } from './step.js'
import { switchTask } from './switch.js'

/** A build task as code: compares, applies, exports, deletes, enables or disables it. */
export function task(): Promise<void> {
  return runEntry<TaskOutput>(async (context) => {
    const { outputs, env } = context
    outputs.set('status', 'not-started')
    // First of all, because the file names the variables that hold secrets.
    const reads = /^(plan|apply|)$/.test((env['INPUT_MODE'] ?? '').trim())
    const file = reads ? await readDefinitionFile(readTask, context) : undefined
    const { config } = readActionInputs(taskInputs, context)
    const isBad = file !== undefined && (await printFileProblems(file, context))
    const differs = config !== undefined && complainOfOtherTask(config.work, file, context)
    if (config === undefined || isBad || differs) return { passed: false }
    // What is true if this process is killed from here on.
    outputs.set('action', 'none')
    outputs.set('changed', 'false')
    outputs.set('status', 'failed')
    return await carriedOut(config, file?.definition, context)
  })
}

/** Two names for one task are a mistake, and nobody can know which one is meant. */
function complainOfOtherTask(
  work: TaskWork,
  file: DefinitionFile<TaskDefinition> | undefined,
  { console }: Context,
): boolean {
  const definition = file?.definition
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

async function carriedOut(
  config: TaskConfig,
  definition: TaskDefinition | undefined,
  context: Context<TaskOutput>,
): Promise<{ readonly passed: boolean }> {
  const { console, outputs, cancel } = context
  try {
    const { status, passed } = await withService(config, context, ({ service, attempts }) => {
      const calls = new TaskCalls(service)
      const templates = new TemplateCalls(service)
      return work(config.work, definition, { calls, templates, attempts, context })
    })
    outputs.set('status', status)
    return { passed }
  } catch (error) {
    const known = toActionError(error)
    outputs.set('status', cancel.aborted ? 'failed' : endedBy(known))
    printError(console, known)
    return { passed: false }
  }
}

async function work(
  given: TaskWork,
  definition: TaskDefinition | undefined,
  step: TaskStep,
): Promise<TaskEnd> {
  switch (given.mode) {
    case 'plan':
    case 'apply':
      if (definition === undefined) throw new Error('A mode that reads the file has none.')
      return await planOrApply(given, definition, step)
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
