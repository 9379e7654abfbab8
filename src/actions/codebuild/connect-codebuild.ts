import type { CodeBuildOptions } from '../../clouds/aws/codebuild/index.js'
import { type AwsAccount, CLOUDWATCH_LOGS, CODEBUILD, connect } from '../../clouds/aws/index.js'
import type { ConnectMeans } from '../../sign-in/index.js'
import type { CodeBuildConfig } from './inputs.js'

/** CodeBuild and its logs, signed in to. */
export interface CodeBuildService {
  readonly account: AwsAccount
  readonly options: Omit<CodeBuildOptions, 'started' | 'print'>
}

export function connectCodeBuild(
  {
    account,
    endpoint,
    logsEndpoint,
    run,
  }: Pick<CodeBuildConfig, 'account' | 'endpoint' | 'logsEndpoint' | 'run'>,
  means: ConnectMeans,
): CodeBuildService {
  const connected = connect(account, means)
  return {
    account: connected,
    options: {
      client: connected.clientFor(CODEBUILD, endpoint),
      stopClient: connected.stopClientFor(CODEBUILD, endpoint),
      logs: connected.clientFor(CLOUDWATCH_LOGS, logsEndpoint),
      region: account.region,
      pollIntervalMs: run.pollIntervalMs,
      now: means.now,
      warn: means.warn,
    },
  }
}
