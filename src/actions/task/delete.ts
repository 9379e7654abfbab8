import { noSuchTask } from '../../clouds/huawei/codearts-build/definitions/index.js'
import { ActionError, toActionError } from '../../core/index.js'
import type { TaskWork } from './inputs.js'
import { existingTask, type TaskEnd, type TaskStep } from './step.js'

/** How long the recycle bin keeps a task, where the service doesn't say (CodeArts Build user guide). */
const DEFAULT_DAYS = 30

/** Moves the task into the service's recycle bin, and never out of it: nothing here deletes for good. */
export async function deleteTask(
  { task, confirm }: Extract<TaskWork, { mode: 'delete' }>,
  step: TaskStep,
): Promise<TaskEnd> {
  const { calls, attempts, context } = step
  const { console, outputs } = context
  const jobId = await existingTask(task, step)
  outputs.set('job-id', jobId)
  const config = await attempts
    .read((signal) => calls.config(jobId, signal))
    .catch((error: unknown) => {
      throw noSuchTask(jobId, error)
    })
  const name = String(config['job_name'])
  if (confirm !== name) throw unconfirmed(name, jobId, confirm)
  await deleteOnce(jobId, step)
  outputs.set('action', 'delete')
  outputs.set('changed', 'true')
  const days = (await binDays(step)) ?? DEFAULT_DAYS
  console.line(
    `Task ${name} (${jobId}) is deleted. The service's recycle bin keeps it for ${days} days; it can be restored there in the CodeArts console.`,
  )
  return { status: 'deleted', passed: true }
}

/** After a lost answer a task that isn't there any more is deleted. */
async function deleteOnce(jobId: string, { calls, attempts }: TaskStep): Promise<void> {
  let unclear = false
  await attempts.write(async (signal) => {
    try {
      await calls.delete(jobId, signal)
    } catch (error) {
      const { code, delivery } = toActionError(error)
      if (unclear && code === 'not-found') return
      unclear ||= delivery === 'unclear'
      throw error
    }
  })
}

/** Only for the message, so the call is made once and may fail. */
async function binDays({ calls, context }: TaskStep): Promise<number | undefined> {
  try {
    return await calls.recycleBinDays(context.cancel)
  } catch {
    return undefined
  }
}

function unconfirmed(name: string, jobId: string, confirm: string): ActionError {
  return new ActionError(
    'bad-input',
    `Nothing was deleted: task ${jobId} is named "${name}", and confirm is "${confirm}".`,
    { hint: "Set confirm to the task's exact name if this task is to be deleted." },
  )
}
