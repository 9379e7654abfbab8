import { createTransport, type Transport, withCallLog } from '../http/index.js'
import { sharedAuthorization } from './authorized-transport.js'
import type { Authorizer } from './authorizer.js'
import type { ConnectMeans } from './connect-means.js'

const USER_AGENT = 'codearts-build-action'

export interface SignedInTransports {
  readonly transport: Transport
  /** With connections of its own: a stop must not wait for a call that hangs. */
  readonly stopTransport: Transport
  /** Drops what is in flight. */
  close(): void
}

/** Two transports that share one sign-in. `authorizerOver` is handed the plain transport, to sign in with. */
export function signedInTransports(
  authorizerOver: (plain: Transport) => Authorizer,
  means: ConnectMeans,
): SignedInTransports & { readonly authorizer: Authorizer } {
  const open = (keepAlive: boolean): Transport => {
    const transport = createTransport({ userAgent: USER_AGENT, keepAlive })
    return means.logCalls ? withCallLog(transport, means.debug, means.now) : transport
  }
  const [plain, forStops] = [open(true), open(false)]
  const authorizer = authorizerOver(plain)
  const signedIn = sharedAuthorization(authorizer, means.mostRefusals)
  return {
    authorizer,
    transport: signedIn(plain),
    stopTransport: signedIn(forStops),
    close: () => {
      plain.close()
      forStops.close()
    },
  }
}
