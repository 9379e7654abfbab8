import { type ConnectMeans, signedInTransports } from '../../sign-in/index.js'
import { ServiceClient } from './gateway/index.js'
import { authorizerFor, type HuaweiConfig } from './sign-in/index.js'

/** Huawei Cloud, signed in to as the user wished. */
export interface HuaweiAccount {
  /** The way to sign in and who does, without a secret. */
  readonly description: string
  /** Calls of the service at this base URL. */
  clientFor(base: URL): ServiceClient
  /** The same on connections of their own: a stop must not wait for a call that hangs. */
  stopClientFor(base: URL): ServiceClient
  /** Drops what is in flight. */
  close(): void
}

/** Signs in with the first call, not before. */
export function connect(config: HuaweiConfig, means: ConnectMeans): HuaweiAccount {
  const { now, mask, starred, getIdToken } = means
  const { authorizer, transport, stopTransport, ...open } = signedInTransports(
    (plain) =>
      authorizerFor(config, { transport: plain, now, onSecret: mask, starred, getIdToken }),
    means,
  )
  return {
    description: authorizer.description,
    clientFor: (base) => new ServiceClient({ transport, base, now, starred }),
    stopClientFor: (base) => new ServiceClient({ transport: stopTransport, base, now, starred }),
    close: () => open.close(),
  }
}
