import type { Context } from '../entry.js'
import { connect, type HuaweiAccount } from '../../clouds/huawei/index.js'
import { ReleaseApi } from '../../clouds/huawei/servicestage/index.js'
import type { ActionError } from '../../core/index.js'
import type { ConnectMeans } from '../../sign-in/index.js'
import type { ReleaseConfig } from './inputs.js'

/** ServiceStage, signed in to. */
export interface ReleaseService {
  readonly account: HuaweiAccount
  readonly api: ReleaseApi
  readonly debug: (line: string) => void
  readonly warn: (warning: ActionError) => void
  readonly now: () => number
}

export function connectRelease(
  { account, endpoint, task }: Pick<ReleaseConfig, 'account' | 'endpoint' | 'task'>,
  means: ConnectMeans,
  { clock }: Context,
): ReleaseService {
  const connected = connect(account, means)
  const { debug, warn } = means
  const service = { client: connected.clientFor(endpoint), debug }
  const stopService = { client: connected.stopClientFor(endpoint), debug }
  const api = new ReleaseApi(service, stopService, task)
  return { account: connected, api, debug, warn, now: () => clock.now() }
}
