import type { CodeArtsBuildOptions } from '../../clouds/huawei/codearts-build/index.js'
import { connect, type HuaweiAccount } from '../../clouds/huawei/index.js'
import type { ConnectMeans } from '../../sign-in/index.js'
import type { BuildConfig } from './inputs.js'

/** CodeArts Build, signed in to: what calls and a backend need. */
export interface BuildService {
  readonly account: HuaweiAccount
  readonly options: CodeArtsBuildOptions
}

/** The log's level is of no use where no log is read. */
export type SignInConfig = Pick<BuildConfig, 'account' | 'endpoint'> &
  Partial<Pick<BuildConfig, 'logLevel'>>

export function connectBuild(
  { account, endpoint, logLevel }: SignInConfig,
  means: ConnectMeans,
): BuildService {
  const connected = connect(account, means)
  const { now, debug, warn } = means
  return {
    account: connected,
    options: {
      client: connected.clientFor(endpoint),
      stopClient: connected.stopClientFor(endpoint),
      ...(account.region !== undefined && { region: account.region }),
      ...(logLevel !== undefined && { logLevel }),
      now,
      debug,
      warn,
    },
  }
}
