import { assertNever } from '../../../core/index.js'
import type { Authorizer } from '../../../sign-in/index.js'
import { containerKeys } from './container.js'
import { EnvironmentKeys, type ScopeOf } from './environment-keys.js'
import type { AwsConfig } from './sign-in-config.js'
import { TemporaryKeys } from './temporary-keys.js'
import { assumeRole, type WebIdentityMeans } from './web-identity.js'

export type SignInMeans = Omit<WebIdentityMeans, 'sts'> & { readonly scopeOf: ScopeOf }

/** The way to sign in that the user chose. `means.transport` is the plain one, not the authorized. */
export function authorizerFor({ credentials, sts }: AwsConfig, means: SignInMeans): Authorizer {
  const { scopeOf, now } = means
  switch (credentials.method) {
    case 'keys':
      return new EnvironmentKeys(credentials, scopeOf, now)
    case 'web-identity':
      return new TemporaryKeys({
        ...means,
        description: `role ${credentials.roleArn} by an OIDC token (${credentials.origin})`,
        fetch: (signal) => assumeRole(credentials, { ...means, sts }, signal),
      })
    case 'container':
      return new TemporaryKeys({
        ...means,
        description: `the role of this container (${credentials.origin})`,
        fetch: (signal) => containerKeys(credentials, means, signal),
      })
    default:
      return assertNever(credentials)
  }
}
