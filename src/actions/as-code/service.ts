import type { Context } from '../entry.js'
import { withAccount } from '../with-account.js'
import { Attempts } from '../../clouds/huawei/codearts-build/definitions/index.js'
import type { CalledService } from '../../clouds/huawei/gateway/index.js'

/** CodeArts Build, signed in to, and how its calls are repeated. */
export interface DefinitionService {
  readonly service: CalledService
  readonly attempts: Attempts
}

export interface ServiceConfig {
  readonly account: Parameters<typeof withAccount>[0]
  readonly endpoint: URL
}

export async function withService<T>(
  config: ServiceConfig,
  context: Context,
  work: (service: DefinitionService) => Promise<T>,
): Promise<T> {
  const { clock, random, cancel } = context
  return await withAccount(config.account, context, (account, { debug, warn }) =>
    work({
      service: { client: account.clientFor(config.endpoint), debug },
      attempts: new Attempts({ clock, random, cancel, warn }),
    }),
  )
}
