import type { TaskRef } from '../../clouds/huawei/codearts-build/index.js'

/** What people are told of the task: the word that they gave for it. */
export function ownerOf(task: TaskRef): string {
  return task.by === 'id' ? task.jobId : task.jobName
}
