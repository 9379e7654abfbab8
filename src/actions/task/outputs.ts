/** Every output of task/, as its action.yml declares it. */
export const taskOutputs = ['job-id', 'action', 'changed', 'diff', 'file', 'status'] as const

export type TaskOutput = (typeof taskOutputs)[number]
