import type { RunOutputs } from '../../github/runner/index.js'

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

/** Which output holds which fact of a build. */
export const buildFacts: RunOutputs<BuildOutput> = {
  number: 'build-number',
  dailyNumber: 'daily-build-number',
  recordId: 'record-id',
  url: 'url',
  commit: 'commit',
  word: 'remote-status',
  queuedSeconds: 'queued-seconds',
  durationSeconds: 'duration-seconds',
  steps: 'steps',
  artifacts: 'artifacts',
  logFile: 'log-file',
}
