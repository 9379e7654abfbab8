import { createTransport, type Transport, withCallLog } from '../http/index.js'
import { sharedAuthorization } from './authorized-transport.js'
import type { Authorizer } from './authorizer.js'
import type { ConnectMeans } from './connect-means.js'
import { withTrustedDates } from './trusted-dates.js'

const USER_AGENT = 'codearts-build-action'

export interface SignedInTransports {
  readonly transport: Transport
  /** With connections of its own: a stop must not wait for a call that hangs. */
  readonly stopTransport: Transport
  /** Drops what is in flight. */
  close(): void
}

/** As the Authorization headers of AK/SK and of AWS Signature Version 4 hold it. */
const SIGNATURE = /\bSignature=([^\s,]+)/

/** A gateway may quote the request that it refused, and others may use its signature for 15 minutes. */
function hidingSignatures(authorizer: Authorizer, { hide }: ConnectMeans): Authorizer {
  return {
    description: authorizer.description,
    authorize: async (request, signal) => {
      const authorized = await authorizer.authorize(request, signal)
      const [, signature] = SIGNATURE.exec(authorized.headers['authorization'] ?? '') ?? []
      if (signature !== undefined) hide(signature)
      return authorized
    },
    recover: (refusal, signal) => authorizer.recover(refusal, signal),
  }
}

/** How a cloud refuses credentials, where it has rules of its own. */
export interface CloudRefusals {
  /** For a cloud that doesn't refuse credentials with a 401: makes one of such an answer. */
  readonly asUnauthorized?: (transport: Transport) => Transport
  /** Why nothing more is sent after some refusals, and what to do. */
  readonly givenUpHint?: string
}

/** Two transports that share one sign-in. `authorizerOver` is handed the plain transport, to sign in with. */
export function signedInTransports(
  authorizerOver: (plain: Transport) => Authorizer,
  means: ConnectMeans,
  { asUnauthorized = (transport) => transport, givenUpHint }: CloudRefusals = {},
): SignedInTransports & { readonly authorizer: Authorizer } {
  const open = (keepAlive: boolean): Transport => {
    const plain = createTransport({ userAgent: USER_AGENT, keepAlive })
    const transport = withTrustedDates(plain, means)
    return means.logCalls ? withCallLog(transport, means.debug, means.now) : transport
  }
  const [plain, forStops] = [open(true), open(false)]
  const authorizer = authorizerOver(plain)
  const signedIn = sharedAuthorization(hidingSignatures(authorizer, means), {
    ...(means.mostRefusals !== undefined && { mostRefusals: means.mostRefusals }),
    ...(givenUpHint !== undefined && { givenUpHint }),
  })
  return {
    authorizer,
    transport: signedIn(asUnauthorized(plain)),
    stopTransport: signedIn(asUnauthorized(forStops)),
    close: () => {
      plain.close()
      forStops.close()
    },
  }
}
