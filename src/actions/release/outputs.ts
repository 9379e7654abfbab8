/** Every output of this action, as its action.yml declares it. */
export const releaseOutputs = ['execution-id', 'status', 'status-code'] as const

export type ReleaseOutput = (typeof releaseOutputs)[number]
