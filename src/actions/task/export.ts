import { exportPlace, writeExport } from '../as-code/export-file.js'
import {
  exportText,
  planTask,
  readTask,
  readTaskState,
  type TaskState,
  taskView,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import type { TaskWork } from './inputs.js'
import { existingTask, type TaskEnd, type TaskStep } from './step.js'

/** Writes the task as a definition. */
export async function exportTask(
  { task, file: given }: Extract<TaskWork, { mode: 'export' }>,
  step: TaskStep,
): Promise<TaskEnd> {
  const { calls, attempts, context } = step
  const { console, outputs, env, mask } = context
  const file = exportPlace('task', given, env)
  const jobId = await existingTask(task, step)
  outputs.set('job-id', jobId)
  const state = await readTaskState(jobId, { disabled: true, notices: true }, calls, attempts, mask)
  const view = taskView(state)
  const text = exportText('task', view, notesOf(state))
  const isOwn = (there: string): boolean => isDefinitionOf(state, there)
  const check = (written: string) => checked(written, state)
  await writeExport({ kind: 'task', file, view, text, isOwn, check }, context)
  console.line(`Wrote task ${String(state.config['job_name'])} (${jobId}) to ${file.shown}.`)
  return { status: 'exported', passed: true }
}

function isDefinitionOf({ config }: TaskState, text: string): boolean {
  const { definition } = readTask(text)
  return definition?.project === config['project_id'] && definition?.name === config['job_name']
}

/** `timeout` is left out, because its unit doesn't come back. */
function notesOf({ config }: TaskState): readonly string[] {
  const { limit_time: limit } = config
  return typeof limit === 'string' || typeof limit === 'number'
    ? [
        `The service reports a time limit of ${limit} without a unit; set timeout if you want to manage it.`,
      ]
    : []
}

function checked(text: string, state: TaskState) {
  const { definition, problems } = readTask(text)
  if (definition === undefined) return { problems, paths: [] }
  const { steps } = definition
  const options = { prune: false, forceSecrets: false, ...(steps && { steps }) }
  return { problems, paths: planTask(state, definition, options).paths }
}
