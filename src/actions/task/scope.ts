import type {
  ReadScope,
  TaskDefinition,
} from '../../clouds/huawei/codearts-build/definitions/index.js'

/** What the file doesn't manage isn't asked for. */
export function scopeOf({ disabled, notifications }: TaskDefinition): ReadScope {
  return { disabled: disabled !== undefined, notices: notifications !== undefined }
}
