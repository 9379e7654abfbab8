/** Every output of this action, as its action.yml declares it. */
export const keystoreOutputs = ['path', 'sha256', 'size', 'status'] as const

export type KeystoreOutput = (typeof keystoreOutputs)[number]
