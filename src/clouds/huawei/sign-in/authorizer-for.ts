import type { CredentialsConfig, ServiceConfig } from '../../../config.js'
import { ActionError, assertNever } from '../../../core/errors.js'
import { AccessKey } from './access-key.js'
import type { Authorizer } from '../../../sign-in/authorizer.js'
import { Oidc, type OidcMeans } from './oidc.js'
import { Password } from './password.js'
import { ReadyToken } from './ready-token.js'

/** The way to sign in that the user chose. `means.transport` is the plain one, not the authorized. */
export function authorizerFor(
  credentials: CredentialsConfig,
  service: ServiceConfig,
  means: OidcMeans,
): Authorizer {
  switch (credentials.method) {
    case 'access-key':
      return new AccessKey(credentials, means.now)
    case 'token':
      return new ReadyToken(credentials)
    case 'password':
      return new Password({ ...credentials, endpoint: known(service.iam, 'iam', service) }, means)
    case 'oidc':
      return new Oidc({ ...credentials, endpoint: known(service.sts, 'sts', service) }, means)
    default:
      return assertNever(credentials)
  }
}

function known(endpoint: URL | undefined, name: 'iam' | 'sts', service: ServiceConfig): URL {
  if (endpoint !== undefined) return endpoint
  const where = service.region === undefined ? 'without a region' : `in region ${service.region}`
  throw new ActionError('bad-input', `No ${name.toUpperCase()} endpoint is known ${where}`, {
    hint: `Set ${name}-endpoint, or choose another way to sign in.`,
  })
}
