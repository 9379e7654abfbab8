import { ActionError } from '../../../../core/index.js'
import type { JsonObject } from '../../../../text/index.js'
import type { Attempts } from './attempts.js'
import { createOnce } from './create-once.js'
import { onlyOne, type TaskName } from './find-task.js'
import type { TaskCalls } from './task-calls.js'

/** Creates a task whose name was free before, and gives its id. */
export async function createTask(
  { project, name }: TaskName,
  body: JsonObject,
  calls: TaskCalls,
  attempts: Attempts,
): Promise<string> {
  const find = async (signal: AbortSignal): Promise<string | undefined> => {
    const found = await calls.named(project, name, 'read all', signal)
    return found.length === 0 ? undefined : onlyOne(name, found)
  }
  const lost = new ActionError(
    'no-answer',
    `The answer to the creation of "${name}" was lost, and the task has not appeared in the project's list.`,
    {
      hint: 'Look for it in the console before you run the job again; if it is there, give its job-id.',
      delivery: 'unclear',
    },
  )
  return await createOnce({ create: (signal) => calls.create(body, signal), find, lost }, attempts)
}
