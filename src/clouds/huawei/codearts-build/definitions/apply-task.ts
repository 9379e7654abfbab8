import { toActionError, type ActionError } from '../../../../core/index.js'
import type { JsonObject } from '../../../../text/index.js'
import type { Attempts } from './attempts.js'
import { createTask } from './create-task.js'
import type { TaskDefinition } from './shapes/index.js'
import type { TaskCalls } from './task-calls.js'
import { taskBody, type TaskPlan, type Variable } from './task-plan.js'

/** Which parts of a plan were carried out. */
export interface Applied {
  /** Absent where nobody knows whether a task was created. */
  readonly jobId?: string
  /** In words, e.g. `the task`. */
  readonly done: readonly string[]
  readonly left: readonly string[]
  /** Why the rest was not carried out. */
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
  const body = (id?: string): JsonObject => taskBody(plan, definition, variable, id)
  const create = async (): Promise<void> => {
    jobId = await createTask(definition, body(), calls, attempts)
  }
  const inTask = (call: TaskCall) => async (): Promise<void> => {
    const id = jobId
    if (id !== undefined) await attempts.write((signal) => call(id, signal))
  }
  const update = inTask((id, signal) => calls.update(body(id), signal))
  const writes: readonly Write[] = [
    ...(plan.changes.task
      ? [{ what: 'the task', run: plan.action === 'create' ? create : update }]
      : []),
    ...switches(plan, calls).map(({ what, call }) => ({ what, run: inTask(call) })),
  ]
  const { done, left, error } = await inOrder(writes)
  return { ...(jobId !== undefined && { jobId }), done, left, ...(error && { error }) }
}

type TaskCall = (jobId: string, signal: AbortSignal) => Promise<void>

interface Switch {
  readonly what: string
  readonly call: TaskCall
}

/** What a task has besides its fields. */
function switches({ changes, wanted }: TaskPlan, calls: TaskCalls): readonly Switch[] {
  const disabled = wanted.disabled === true
  return [
    ...changes.notices.map((type) => ({
      what: `the notifications by ${type}`,
      call: (id: string, signal: AbortSignal) =>
        calls.setNotice(id, type, wanted.notices?.get(type) ?? { events: [] }, signal),
    })),
    ...(changes.disabled
      ? [
          {
            what: disabled ? 'that it is disabled' : 'that it is enabled',
            call: (id: string, signal: AbortSignal) => calls.setDisabled(id, disabled, signal),
          },
        ]
      : []),
  ]
}

async function inOrder(writes: readonly Write[]): Promise<Omit<Applied, 'jobId'>> {
  const done: string[] = []
  for (const { what, run } of writes) {
    try {
      await run()
      done.push(what)
    } catch (error) {
      const left = writes.slice(done.length).map((write) => write.what)
      return { done, left, error: toActionError(error) }
    }
  }
  return { done, left: [] }
}
