import type { TaskWork } from './inputs.js'
import { existingTask, type TaskEnd, type TaskStep } from './step.js'
import { noSuchTask } from '../../clouds/huawei/codearts-build/definitions/index.js'

/** Enables or disables the task, unless it is so already. */
export async function switchTask(
  { mode, task }: Extract<TaskWork, { mode: 'enable' | 'disable' }>,
  step: TaskStep,
): Promise<TaskEnd> {
  const { calls, attempts, context } = step
  const { console, outputs } = context
  const wanted = mode === 'disable'
  const status = wanted ? 'disabled' : 'enabled'
  const jobId = await existingTask(task, step)
  outputs.set('job-id', jobId)
  const look = (): Promise<boolean | undefined> =>
    isDisabled(jobId, projectOf(task), step).catch((error: unknown) => {
      throw noSuchTask(jobId, error)
    })
  if ((await look()) === wanted) {
    console.line(`Task ${jobId} is ${status} already: nothing to do.`)
    return { status, passed: true }
  }
  await attempts.write((signal) => calls.setDisabled(jobId, wanted, signal))
  outputs.set('action', mode)
  outputs.set('changed', 'true')
  console.line(`Task ${jobId} is ${status} now.`)
  if ((await look()) !== wanted) {
    console.annotate(
      'warning',
      `The service took the call, but does not show the task as ${status}.`,
    )
  }
  return { status, passed: true }
}

/** Where only the list of its project shows the state, the task's details name that project. */
async function isDisabled(
  jobId: string,
  projectId: string | undefined,
  { calls, attempts }: TaskStep,
): Promise<boolean | undefined> {
  const disabled = await attempts.read((signal) => calls.disabled(jobId, projectId, signal))
  if (disabled !== undefined || projectId !== undefined) return disabled
  const { project_id: project } = await attempts.read((signal) => calls.config(jobId, signal))
  if (typeof project !== 'string' || project === '') return undefined
  return await attempts.read((signal) => calls.disabled(jobId, project, signal))
}

/** Needed only where the state has to be read from the list of the project's tasks. */
function projectOf(task: TaskWork['task']): string | undefined {
  return task?.by === 'name' ? task.projectId : undefined
}
