import {
  readFileText,
  fileToWrite,
  type WorkspaceFile,
  writeFileText,
} from '../as-code/workspace-file.js'
import {
  exportText,
  planTask,
  readTask,
  readTaskState,
  secretHints,
  type TaskState,
  taskView,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import { ActionError } from '../../core/index.js'
import type { TaskWork } from './inputs.js'
import { existingTask, type TaskEnd, type TaskStep } from './step.js'

const MOST_WARNINGS = 20

/** Writes the task as a definition. A file that is there already is replaced only by its own task. */
export async function exportTask(
  { task, file: given }: Extract<TaskWork, { mode: 'export' }>,
  step: TaskStep,
): Promise<TaskEnd> {
  const { calls, attempts, context } = step
  const { console, outputs, env, mask } = context
  const file = fileToWrite(env, given)
  if ('fault' in file) throw badFile(given, file.fault)
  const jobId = await existingTask(task, step)
  outputs.set('job-id', jobId)
  const state = await readTaskState(jobId, { disabled: true, notices: true }, calls, attempts, mask)
  await refuseForeign(file, state)
  const view = taskView(state)
  const text = exportText('task', view, notesOf(state))
  warnOfDifferences(text, state, step)
  for (const path of secretHints(view).slice(0, MOST_WARNINGS)) {
    console.annotate(
      'warning',
      `${path} looks like a secret: look at it before you commit the file, and use a sensitive parameter instead.`,
    )
  }
  const unwritten = await writeFileText(file, text)
  if (unwritten !== undefined) throw badFile(given, unwritten.fault)
  outputs.set('file', file.path)
  console.line(`Wrote task ${String(state.config['job_name'])} (${jobId}) to ${file.shown}.`)
  return { status: 'exported', passed: true }
}

/** Another task's definition, or anything else, is somebody's work. */
async function refuseForeign(file: WorkspaceFile, { config }: TaskState): Promise<void> {
  const there = await readFileText(file)
  if (there === undefined) return
  if (typeof there !== 'string') throw badFile(file.shown, there.fault)
  const { definition } = readTask(there)
  const isSame =
    definition?.project === config['project_id'] && definition?.name === config['job_name']
  if (!isSame) throw badFile(file.shown, 'exists and is no definition of this task')
}

function badFile(given: string, why: string): ActionError {
  return new ActionError('bad-input', `Input file is "${given}": it ${why}.`, {
    hint: 'Name a new file inside the workspace, or the definition of this task.',
  })
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

/** A plan of what is written must find nothing to do, or the next apply would change what nobody touched. */
function warnOfDifferences(
  text: string,
  state: TaskState,
  { context: { console } }: TaskStep,
): void {
  const { definition, problems } = readTask(text)
  for (const { path, message } of problems.slice(0, MOST_WARNINGS)) {
    console.annotate('warning', `The written file cannot be read as it is: ${path}: ${message}`)
  }
  if (definition === undefined) return
  const { steps } = definition
  const { paths } = planTask(state, definition, {
    prune: false,
    forceSecrets: false,
    ...(steps && { steps }),
  })
  for (const path of paths.slice(0, MOST_WARNINGS)) {
    console.annotate('warning', `An apply of the written file would change ${path}.`)
  }
}
