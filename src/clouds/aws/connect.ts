import { type ConnectMeans, signedInTransports } from '../../sign-in/index.js'
import { AwsJsonClient, type AwsService, signingNameOf } from './protocol/index.js'
import { asUnauthorized, authorizerFor, type AwsConfig } from './sign-in/index.js'

/** AWS, signed in to as the user wished. */
export interface AwsAccount {
  /** How this step signs in and as whom, without a secret. */
  readonly description: string
  readonly region: string
  /** Calls of the service at this base URL. */
  clientFor(service: AwsService, base: URL): AwsJsonClient
  /** The same on connections of their own: a stop must not wait for a call that hangs. */
  stopClientFor(service: AwsService, base: URL): AwsJsonClient
  /** Drops what is in flight. */
  close(): void
}

/** Signs in with the first call, not before. */
export function connect(config: AwsConfig, means: ConnectMeans): AwsAccount {
  const { now, mask, starred, getIdToken } = means
  const { region } = config
  const { authorizer, transport, stopTransport, ...open } = signedInTransports(
    (plain) =>
      authorizerFor(config, {
        transport: plain,
        now,
        onSecret: mask,
        starred,
        getIdToken,
        scopeOf: ({ headers }) => ({ region, service: signingNameOf(headers['x-amz-target']) }),
      }),
    means,
    { asUnauthorized },
  )
  return {
    description: authorizer.description,
    region,
    clientFor: (service, base) => new AwsJsonClient({ transport, base, service, now, starred }),
    stopClientFor: (service, base) =>
      new AwsJsonClient({ transport: stopTransport, base, service, now, starred }),
    close: () => open.close(),
  }
}
