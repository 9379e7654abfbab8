import type { RunOutputs } from '../../github/runner/index.js'

/** Every output of codebuild/, as its action.yml declares it. */
export const codeBuildOutputs = [
  'aws-build-id',
  'build-number',
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

export type CodeBuildOutput = (typeof codeBuildOutputs)[number]

/** Which output holds which fact of a build. */
export const codeBuildFacts: RunOutputs<CodeBuildOutput> = {
  number: 'build-number',
  url: 'url',
  commit: 'commit',
  word: 'remote-status',
  queuedSeconds: 'queued-seconds',
  durationSeconds: 'duration-seconds',
  steps: 'steps',
  artifacts: 'artifacts',
  logFile: 'log-file',
}
