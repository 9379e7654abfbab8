import type { Context } from './entry.js'
import { findJob, type TaskRef } from '../clouds/huawei/codearts-build/index.js'
import type { CalledService } from '../clouds/huawei/gateway/index.js'
import { repeatedRead } from '../core/index.js'

/** The build task's id: given, or looked up by its name in the CodeArts project; `undefined` when cancelled meanwhile. */
export async function taskId(
  task: TaskRef,
  service: CalledService,
  { clock, random, cancel }: Context,
): Promise<string | undefined> {
  if (task.by === 'id') return task.jobId
  try {
    const look = () => findJob(service, task, cancel)
    const { jobId } = await repeatedRead(look, clock, random, cancel)
    return jobId
  } catch (error) {
    if (cancel.aborted) return undefined
    throw error
  }
}
