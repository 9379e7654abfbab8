import { connectMeans, type Context } from '../entry.js'
import { Attempts } from '../../clouds/huawei/codearts-build/definitions/index.js'
import type { CalledService } from '../../clouds/huawei/gateway/index.js'
import { connect } from '../../clouds/huawei/index.js'
import type { ActionError } from '../../core/index.js'
import { printWarning } from '../../github/runner/index.js'

/** CodeArts Build, signed in to, and how its calls are repeated. */
export interface DefinitionService {
  readonly service: CalledService
  readonly attempts: Attempts
}

export interface ServiceConfig {
  readonly account: Parameters<typeof connect>[0]
  readonly endpoint: URL
}

/** Signs in, does the work, and drops the requests that are still in flight then. */
export async function withService<T>(
  config: ServiceConfig,
  context: Context,
  work: (service: DefinitionService) => Promise<T>,
): Promise<T> {
  const { console, clock, random, cancel, debug } = context
  const warn = (warning: ActionError): void => printWarning(console, warning)
  const account = connect(config.account, connectMeans({ warning: warn }, context))
  try {
    console.line(`Signing in with ${account.description}.`)
    const service: CalledService = {
      client: account.clientFor(config.endpoint),
      debug: (line) => {
        if (debug) console.debug(line)
      },
    }
    return await work({ service, attempts: new Attempts({ clock, random, cancel, warn }) })
  } finally {
    account.close()
  }
}
