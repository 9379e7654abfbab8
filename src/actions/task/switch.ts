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
  const look = async (): Promise<boolean | undefined> =>
    await attempts
      .read((signal) => calls.disabled(jobId, projectOf(task), signal))
      .catch((error: unknown) => {
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

/** Only the list of a project needs it, where nothing else tells. */
function projectOf(task: TaskWork['task']): string | undefined {
  return task?.by === 'name' ? task.projectId : undefined
}
