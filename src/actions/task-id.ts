import { findJob, type TaskRef } from '../clouds/huawei/codearts-build/index.js'
import type { CalledService } from '../clouds/huawei/gateway/index.js'
import type { LookUps } from './look-ups.js'

/** The build task's id: given, or looked up by its name in the CodeArts project; `undefined` when cancelled meanwhile. */
export async function taskId(
  task: TaskRef,
  service: CalledService,
  look: LookUps,
  cancel: AbortSignal,
): Promise<string | undefined> {
  if (task.by === 'id') return task.jobId
  try {
    const { jobId } = await look.read((signal) => findJob(service, task, signal))
    return jobId
  } catch (error) {
    if (cancel.aborted) return undefined
    throw error
  }
}
