/** Every output of stop/, as its action.yml declares it. */
export const stopOutputs = ['stopped', 'status', 'remote-status'] as const

export type StopOutput = (typeof stopOutputs)[number]
