import { AccessKey } from '../../src/clouds/huawei/sign-in/access-key.js'
import { Secret } from '../../src/core/secret.js'
import type { Transport } from '../../src/http/messages.js'
import { authorizedTransport } from '../../src/sign-in/authorized-transport.js'
import { CREDENTIALS } from '../simulator/index.js'
import { holdWhileBusy, type VirtualClock } from './virtual-clock.js'

/** Signs in as the simulated service expects it. */
export function accessKey(now: () => number): AccessKey {
  const { accessKeyId, secretAccessKey } = CREDENTIALS
  return new AccessKey(
    { origin: 'test', accessKeyId, secretAccessKey: new Secret(secretAccessKey) },
    now,
  )
}

/** Signs in as the simulated service expects it, and stops the clock while a request is under way. */
export function signedIn(transport: Transport, clock: VirtualClock): Transport {
  return authorizedTransport(
    holdWhileBusy(transport, clock),
    accessKey(() => clock.now()),
  )
}
