/** Every output of the root action, as its action.yml declares it. */
export const buildOutputs = [
  'build-number',
  'daily-build-number',
  'record-id',
  'url',
  'commit',
  'status',
  'remote-status',
  'queued-seconds',
  'duration-seconds',
  'steps',
  'artifacts',
  'log-file',
  'check-url',
] as const

export type BuildOutput = (typeof buildOutputs)[number]
