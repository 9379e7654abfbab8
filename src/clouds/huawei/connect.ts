import { randomInt } from 'node:crypto'
import type { ServiceClientOptions } from './gateway/service-client.js'
import { type CodeArtsBuildBackend, createCodeArtsBackend } from './codearts-build/backend.js'
import type { Config } from '../../config.js'
import type { ActionError } from '../../core/errors.js'
import type { Random } from '../../core/pacing.js'
import { systemClock } from '../../core/system-clock.js'
import { idToken } from '../../github/runner/id-token.js'
import type { Mask } from '../../github/runner/masks.js'
import { withCallLog } from '../../http/call-log.js'
import type { Transport } from '../../http/messages.js'
import { createTransport } from '../../http/transport.js'
import { sharedAuthorization } from '../../sign-in/authorized-transport.js'
import { authorizerFor } from './sign-in/authorizer-for.js'

const USER_AGENT = 'codearts-build-action'

export interface Telling {
  /** A line for debug runs. */
  readonly debug: (line: string) => void
  /** Whether each call is told of, too. */
  readonly calls: boolean
  readonly warn: (warning: ActionError) => void
  readonly mask: Mask
  /** How many 401 in a row end all calls. */
  readonly mostRefusals?: number
}

/** CodeArts Build, signed in to as the user wished. */
export interface Service {
  /** The way to sign in and the account, without a secret. */
  readonly account: string
  /** What single calls need, beside a backend. */
  readonly calls: ServiceClientOptions & { readonly debug: (line: string) => void }
  backend(jobId: string): CodeArtsBuildBackend
  /** Drops what is in flight. */
  close(): void
}

export const clock = systemClock

export const now = (): number => clock.now()

export const random: Random = () => randomInt(2 ** 32) / 2 ** 32

/**
 * Puts the adapters together. The stop call has connections of its own: nothing that hangs elsewhere is in its way.
 * Both sides share one sign-in.
 */
export function connect(config: Config, telling: Telling): Service {
  const plain = told(createTransport({ userAgent: USER_AGENT, keepAlive: true }), telling)
  const forStops = told(createTransport({ userAgent: USER_AGENT, keepAlive: false }), telling)
  const authorizer = authorizerFor(config.credentials, config.service, {
    transport: plain,
    now,
    onSecret: telling.mask,
    getIdToken: idToken,
  })
  const signedIn = sharedAuthorization(authorizer, telling.mostRefusals)
  const transport = signedIn(plain)
  const stopTransport = signedIn(forStops)
  return {
    account: authorizer.description,
    calls: { transport, base: config.service.build, now, debug: telling.debug },
    backend: (jobId) =>
      createCodeArtsBackend({
        transport,
        stopTransport,
        service: config.service,
        jobId,
        source: config.source,
        parameters: config.parameters,
        logLevel: config.log.level,
        now,
        debug: telling.debug,
        warn: telling.warn,
      }),
    close: () => {
      plain.close()
      forStops.close()
    },
  }
}

function told(transport: Transport, { debug, calls }: Telling): Transport {
  return calls ? withCallLog(transport, debug, now) : transport
}
