import { ActionError } from '../../../../core/index.js'
import type { Attempts } from './attempts.js'
import type { TaskCalls } from './task-calls.js'

export interface TaskName {
  readonly project: string
  readonly name: string
}

/**
 * The id of the one task with this name in the project; undefined where there surely is none. Throws `ambiguous` for
 * several, and for a name that is taken by a task that no list shows.
 */
export async function findTask(
  { project, name }: TaskName,
  calls: TaskCalls,
  attempts: Attempts,
): Promise<string | undefined> {
  const found = await attempts.read((signal) => calls.named(project, name, 'search', signal))
  if (found.length > 0) return onlyOne(name, found)
  // The lists may be out of date, or lack tasks that can be read by their id (codearts-mcp, notes on live calls).
  const taken = await attempts.read((signal) => calls.nameIsTaken(project, name, signal))
  if (taken !== true) return undefined
  const all = await attempts.read((signal) => calls.named(project, name, 'read all', signal))
  if (all.length > 0) return onlyOne(name, all)
  throw new ActionError(
    'ambiguous',
    `A build task named "${name}" exists, but the list of the project's tasks does not show it.`,
    { hint: "Give job-id, the 32 letters and digits at the end of the task's page address." },
  )
}

export function onlyOne(name: string, found: readonly { readonly jobId: string }[]): string {
  const [only, ...others] = found
  if (only !== undefined && others.length === 0) return only.jobId
  const ids = found.map(({ jobId }) => jobId).join(', ')
  throw new ActionError('ambiguous', `Several build tasks are named "${name}": ${ids}.`, {
    hint: 'Give job-id, or delete the ones that nobody needs in the console.',
  })
}
