import { findJob } from '../../clouds/huawei/codearts-build/find-job.js'
import { clock, random, type Service } from '../../clouds/huawei/connect.js'
import type { Config } from '../../config.js'
import { repeatedRead } from '../../core/repeated-read.js'

/** The build task's id: given, or looked up by its name in the CodeArts project; `undefined` when cancelled meanwhile. */
export async function taskId(
  { task }: Config,
  { calls }: Service,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (task.by === 'id') return task.jobId
  try {
    const found = await repeatedRead(() => findJob(calls, task, signal), clock, random, signal)
    return found.jobId
  } catch (fault) {
    if (signal.aborted) return undefined
    throw fault
  }
}
