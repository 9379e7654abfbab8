import { ActionError, assertNever } from '../../../core/index.js'
import type { Authorizer } from '../../../sign-in/index.js'
import { AccessKey } from './access-key.js'
import { Oidc, type OidcMeans } from './oidc.js'
import { Password } from './password.js'
import { ReadyToken } from './ready-token.js'
import type { HuaweiConfig } from './sign-in-config.js'

/** The way to sign in that the user chose. `means.transport` is the plain one, not the authorized. */
export function authorizerFor(config: HuaweiConfig, means: OidcMeans): Authorizer {
  const { credentials } = config
  switch (credentials.method) {
    case 'access-key':
      return new AccessKey(credentials, means.now, means.clockCorrected)
    case 'token':
      return new ReadyToken(credentials)
    case 'password':
      return new Password({ ...credentials, endpoint: known('iam', config) }, means)
    case 'oidc':
      return new Oidc({ ...credentials, endpoint: known('sts', config) }, means)
    default:
      return assertNever(credentials)
  }
}

function known(name: 'iam' | 'sts', config: HuaweiConfig): URL {
  const { [name]: endpoint, region } = config
  if (endpoint !== undefined) return endpoint
  const where = region === undefined ? 'without a region' : `in region ${region}`
  throw new ActionError('bad-input', `No ${name.toUpperCase()} endpoint is known ${where}`, {
    hint: `Set ${name}-endpoint, or choose another way to sign in.`,
  })
}
