import type { TaskWork } from './inputs.js'
import { existingTask, type TaskEnd, type TaskStep } from './step.js'
import { noSuchTask } from '../../clouds/huawei/codearts-build/definitions/index.js'

/** Enables or disables the task; what is so already is left alone. */
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

/** Where only the list of its project can tell, the task's details say which project that is. */
async function isDisabled(
  jobId: string,
  projectId: string | undefined,
  { calls, attempts }: TaskStep,
): Promise<boolean | undefined> {
  const told = await attempts.read((signal) => calls.disabled(jobId, projectId, signal))
  if (told !== undefined || projectId !== undefined) return told
  const { project_id: project } = await attempts.read((signal) => calls.config(jobId, signal))
  if (typeof project !== 'string' || project === '') return undefined
  return await attempts.read((signal) => calls.disabled(jobId, project, signal))
}

/** Only the list of a project needs it, where nothing else tells. */
function projectOf(task: TaskWork['task']): string | undefined {
  return task?.by === 'name' ? task.projectId : undefined
}
