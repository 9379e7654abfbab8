import type { TaskRef } from '../../clouds/huawei/codearts-build/index.js'

/** What the task is called in messages: by the name or id that the workflow gave. */
export function ownerOf(task: TaskRef): string {
  return task.by === 'id' ? task.jobId : task.jobName
}
