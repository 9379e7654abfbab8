import type {
  ReadScope,
  TaskDefinition,
} from '../../clouds/huawei/codearts-build/definitions/index.js'

/** What is read of the task: only what the file manages. */
export function scopeOf({ disabled, notifications }: TaskDefinition): ReadScope {
  return { disabled: disabled !== undefined, notices: notifications !== undefined }
}
