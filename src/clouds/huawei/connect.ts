import { ActionError } from '../../core/index.js'
import { duration } from '../../text/index.js'
import { type ConnectMeans, signedInTransports } from '../../sign-in/index.js'
import { ServiceClient } from './gateway/index.js'
import { authorizerFor, type HuaweiConfig } from './sign-in/index.js'

/** Huawei Cloud, signed in to as the user wished. */
export interface HuaweiAccount {
  /** How this step signs in and as whom, without a secret. */
  readonly description: string
  /** Calls of the service at this base URL. */
  clientFor(base: URL): ServiceClient
  /** The same on connections of their own: a stop must not wait for a call that hangs. */
  stopClientFor(base: URL): ServiceClient
  /** Drops what is in flight. */
  close(): void
}

/** API Request Signing Guide, FAQs. */
const GIVEN_UP =
  'Nothing more is sent, because the service locks a key for 5 minutes after 5 refusals. Correct the credentials first.'

/** Signs in with the first call, not before. */
export function connect(config: HuaweiConfig, means: ConnectMeans): HuaweiAccount {
  const { now, mask, starred, getIdToken, warn } = means
  const clockCorrected = (offsetMs: number): void => warn(wrongClock(offsetMs))
  const { authorizer, transport, stopTransport, ...open } = signedInTransports(
    (plain) =>
      authorizerFor(config, {
        transport: plain,
        now,
        onSecret: mask,
        starred,
        getIdToken,
        clockCorrected,
      }),
    means,
    { givenUpHint: GIVEN_UP },
  )
  return {
    description: authorizer.description,
    clientFor: (base) => new ServiceClient({ transport, base, now, starred }),
    stopClientFor: (base) => new ServiceClient({ transport: stopTransport, base, now, starred }),
    close: () => open.close(),
  }
}

function wrongClock(offsetMs: number): ActionError {
  const off = `${duration(Math.abs(offsetMs))} ${offsetMs > 0 ? 'behind' : 'ahead of'}`
  return new ActionError(
    'credentials-refused',
    `The clock of this machine is ${off} the service's; requests are signed by the service's time from here on.`,
    { hint: "Set the runner's clock (NTP): other tools in this job go by it, too." },
  )
}
