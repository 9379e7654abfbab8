import { toActionError, type ActionError } from '../../../../core/index.js'
import type { Attempts } from './attempts.js'
import { createTask } from './create-task.js'
import type { TaskDefinition } from './shapes/index.js'
import type { TaskCalls } from './task-calls.js'
import { taskBody, type TaskPlan, type Variable } from './task-plan.js'

/** What of a plan was carried out. */
export interface Applied {
  /** Absent where nobody knows whether a task was created. */
  readonly jobId?: string
  /** In words, e.g. `the task`. */
  readonly done: readonly string[]
  readonly left: readonly string[]
  /** Why the rest was left. */
  readonly error?: ActionError
}

interface Write {
  readonly what: string
  readonly run: () => Promise<void>
}

/**
 * Carries the plan out: the task, then its notifications, then whether it is disabled, each by a call of its own. The
 * first failure, or a cancel, ends it; another apply goes on from what the service has then.
 */
export async function applyTask(
  plan: TaskPlan,
  known: string | undefined,
  definition: TaskDefinition,
  variable: Variable,
  calls: TaskCalls,
  attempts: Attempts,
): Promise<Applied> {
  let jobId = known
  const { changes, wanted, action } = plan
  const inTask = (run: (id: string, signal: AbortSignal) => Promise<void>) => async () => {
    const id = jobId
    if (id !== undefined) await attempts.write((signal) => run(id, signal))
  }
  const create = async (): Promise<void> => {
    jobId = await createTask(definition, taskBody(plan, definition, variable), calls, attempts)
  }
  const update = inTask((id, signal) =>
    calls.update(taskBody(plan, definition, variable, id), signal),
  )
  const writes: readonly Write[] = [
    ...(changes.task ? [{ what: 'the task', run: action === 'create' ? create : update }] : []),
    ...changes.notices.map((type) => ({
      what: `the notifications by ${type}`,
      run: inTask((id, signal) =>
        calls.setNotice(id, type, wanted.notices?.get(type) ?? { events: [] }, signal),
      ),
    })),
    ...(changes.disabled ? [disabling(wanted.disabled === true)] : []),
  ]

  function disabling(disabled: boolean): Write {
    return {
      what: disabled ? 'that it is disabled' : 'that it is enabled',
      run: inTask((id, signal) => calls.setDisabled(id, disabled, signal)),
    }
  }

  const done: string[] = []
  for (const { what, run } of writes) {
    try {
      await run()
      done.push(what)
    } catch (error) {
      const left = writes.slice(done.length).map((write) => write.what)
      return { ...(jobId !== undefined && { jobId }), done, left, error: toActionError(error) }
    }
  }
  return { ...(jobId !== undefined && { jobId }), done, left: [] }
}
