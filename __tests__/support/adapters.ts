import { CREDENTIALS, type Simulator } from '../simulator/index.js'
import {
  type CodeArtsBackend,
  codeArtsBackend,
} from '../../src/clouds/huawei/codearts-build/backend.js'
import type { BuildParameter } from '../../src/clouds/huawei/codearts-build/parameters.js'
import { ServiceClient } from '../../src/clouds/huawei/gateway/service-client.js'
import { AccessKey } from '../../src/clouds/huawei/sign-in/access-key.js'
import type { RunSource } from '../../src/core/run.js'
import { Secret } from '../../src/core/secret.js'
import type { Transport } from '../../src/http/messages.js'
import { authorizedTransport } from '../../src/sign-in/authorized-transport.js'
import type { RecordingReporter } from './supervision.js'
import { holdWhileBusy, type VirtualClock } from './virtual-clock.js'
import { JOB_ID, COMMIT } from './ids.js'

export { JOB_ID, COMMIT } from './ids.js'

/** What may differ between two builds of the simulated task. */
export interface BuildOptions {
  readonly source?: RunSource
  readonly parameters?: readonly BuildParameter[]
  readonly logLevel?: 'INFO' | 'DEBUG'
}

export interface Surroundings {
  readonly simulator: Simulator
  readonly clock: { now(): number }
  readonly reporter: RecordingReporter
  readonly debugged: string[]
}

/** The real backend over the simulated service. */
export function simulatedBackend(
  transports: { readonly transport: Transport; readonly stopTransport: Transport },
  { simulator, clock, reporter, debugged }: Surroundings,
  { source, parameters, logLevel }: BuildOptions,
): CodeArtsBackend {
  const now = (): number => clock.now()
  const clientOver = (transport: Transport): ServiceClient =>
    new ServiceClient({ transport, base: new URL(simulator.url), now, starred: (text) => text })
  return codeArtsBackend(
    {
      client: clientOver(transports.transport),
      stopClient: clientOver(transports.stopTransport),
      logLevel: logLevel ?? 'INFO',
      now,
      debug: (line) => void debugged.push(line),
      warn: (warning) => reporter.warning(warning),
    },
    {
      jobId: JOB_ID,
      source: source ?? { kind: 'commit', commit: COMMIT },
      parameters: parameters ?? [],
    },
  )
}

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
