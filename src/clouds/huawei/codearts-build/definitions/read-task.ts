import type { Attempts } from './attempts.js'
import { noSuchTask } from './no-such-task.js'
import type { TaskCalls } from './task-calls.js'
import type { TaskState } from './task-state.js'
import { withheldParameters } from './wire-parameters.js'

/** What is read of a task besides its details; each is a call of its own. */
export interface ReadScope {
  readonly disabled: boolean
  readonly notices: boolean
}

/**
 * The task as the service has it now. `mask` is called with whatever came for sensitive parameters, before anything
 * else may quote it. Throws `not-found` for an id that isn't there.
 */
export async function readTaskState(
  jobId: string,
  scope: ReadScope,
  calls: TaskCalls,
  attempts: Attempts,
  mask: (value: string) => void,
): Promise<TaskState> {
  const whole = await attempts
    .read((signal) => calls.config(jobId, signal))
    .catch((error: unknown) => {
      throw noSuchTask(jobId, error)
    })
  const { config, names, values } = withheldParameters(whole)
  for (const value of values) if (!isPlaceholder(value)) mask(value)
  const { project_id: project } = config
  const projectId = typeof project === 'string' && project !== '' ? project : undefined
  const disabled = scope.disabled
    ? await attempts.read((signal) => calls.disabled(jobId, projectId, signal))
    : undefined
  const notices = scope.notices
    ? await attempts.read((signal) => calls.notices(jobId, signal))
    : undefined
  return {
    config,
    withheld: names,
    ...(disabled !== undefined && { disabled }),
    ...(notices && { notices }),
  }
}

/** Stars, or a word in angle brackets (seen in a recorded answer): to mask these would star much of the log. */
function isPlaceholder(value: string): boolean {
  return /^\*+$|^<\w{1,40}>$/.test(value) || value.length < 6
}
