import { connectMeans, type Context } from './entry.js'
import { connect, type HuaweiAccount } from '../clouds/huawei/index.js'
import type { ActionError } from '../core/index.js'
import { printWarning } from '../github/runner/index.js'
import type { ConnectMeans } from '../sign-in/index.js'

/**
 * Signs in to Huawei Cloud, does the work, and drops the requests that are still in flight then. Warnings are printed as
 * they come: this is for steps that have no reporter of a run.
 */
export async function withAccount<T>(
  config: Parameters<typeof connect>[0],
  context: Context,
  work: (account: HuaweiAccount, means: ConnectMeans) => Promise<T>,
): Promise<T> {
  const { console } = context
  const warning = (error: ActionError): void => printWarning(console, error)
  const means = connectMeans({ warning }, context)
  const account = connect(config, means)
  try {
    console.line(`Signing in with ${account.description}.`)
    return await work(account, means)
  } finally {
    account.close()
  }
}
