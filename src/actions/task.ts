import { findJob } from '../backends/codearts-build/find-job.js'
import { clock, random, type Service } from '../compose.js'
import type { Config } from '../config.js'
import { repeatedRead } from '../core/repeated-read.js'

/** The build task's id: given, or looked up by its name in the CodeArts project. */
export async function taskId(
  { task, service: { build } }: Config,
  { transport }: Service,
  signal: AbortSignal,
): Promise<string> {
  if (task.by === 'id') return task.jobId
  const found = await repeatedRead(
    () => findJob({ transport, base: build, now: clock.now }, task, signal),
    clock,
    random,
    signal,
  )
  return found.jobId
}
