import {
  type CodeArtsBackend,
  codeArtsBackend,
} from '../../src/clouds/huawei/codearts-build/backend.js'
import type { BuildParameter } from '../../src/clouds/huawei/codearts-build/parameters.js'
import { ServiceClient } from '../../src/clouds/huawei/gateway/service-client.js'
import type { RunSource } from '../../src/core/run.js'
import type { Transport } from '../../src/http/messages.js'
import type { Authorizer } from '../../src/sign-in/authorizer.js'
import { sharedAuthorization } from '../../src/sign-in/authorized-transport.js'
import {
  type Scenario,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../simulator/index.js'
import { accessKey } from '../support/access-key.js'
import { COMMIT, JOB_ID } from '../support/ids.js'
import type { System } from './system.js'
import { World, type WorldOptions } from './world.js'

/** What somebody else's builds of the same task are of. */
export const STRANGE_COMMIT = 'e'.repeat(40)

export interface CodeArtsOptions {
  readonly simulator?: SimulatorOptions
  readonly jobId?: string
  readonly source?: RunSource
  readonly parameters?: readonly BuildParameter[]
  readonly logLevel?: 'INFO' | 'DEBUG'
  /** Another way to sign in than the access key. */
  readonly signIn?: (plain: Transport, simulator: Simulator, now: () => number) => Authorizer
}

export type CodeArtsSystem = System<Simulator, CodeArtsBackend>
export type CodeArtsWorld = World<Simulator, CodeArtsBackend>

/** A task of CodeArts Build whose builds all go by one scenario. */
export function codeArts(scenario: Scenario, options: CodeArtsOptions = {}): CodeArtsSystem {
  const { jobId = JOB_ID, source = { kind: 'commit', commit: COMMIT }, parameters = [] } = options
  const ourBuilds = ({ builds }: { readonly builds: Simulator['builds'] }) =>
    builds.filter((build) => build.jobId === jobId && build.commit !== STRANGE_COMMIT)
  return {
    owner: 'shop',
    calls: { start: 'start', look: 'record-info', log: 'log', stop: 'stop' },
    start: (clock) => startSimulator({ clock, ...options.simulator }),
    arrange: (simulator) => void simulator.job(jobId).always(scenario),
    signingIn: ({ service, now, open }) =>
      sharedAuthorization(options.signIn?.(open(), service, now) ?? accessKey(now)),
    backend: ({ service, transport, stopTransport, now, debug, warn }) => {
      const base = new URL(service.url)
      const client = (over: Transport): ServiceClient =>
        new ServiceClient({ transport: over, base, now, starred: (text) => text })
      return codeArtsBackend(
        {
          client: client(transport),
          stopClient: client(stopTransport),
          logLevel: options.logLevel ?? 'INFO',
          now,
          debug,
          warn,
        },
        { jobId, source, parameters },
      )
    },
    callOf: ({ url }) => CALLS.find(([, path]) => path.test(url.pathname))?.[0] ?? '',
    runs: (simulator) =>
      ourBuilds(simulator).map(({ state, word, stoppedAt }) => ({
        ended: state === 'ended',
        good: word?.toUpperCase() === 'SUCCESS',
        stoppedAt,
      })),
    trueLog: (simulator) => {
      const { builds } = simulator.job(jobId)
      const first = builds.find(({ request }) => request.commit !== STRANGE_COMMIT)
      return first?.executes === true ? [...first.log().chunks(Infinity)].join('') : ''
    },
  }
}

/** A world with a task of CodeArts Build in it. */
export async function codeArtsWorld(
  scenario: Scenario,
  options: CodeArtsOptions & WorldOptions = {},
): Promise<CodeArtsWorld> {
  return await World.with(codeArts(scenario, options), options)
}

/** Calls by the simulator's names, as their paths show them. */
const CALLS: readonly (readonly [call: string, path: RegExp])[] = [
  ['start', /\/(jobs\/build|job\/execute)$/],
  ['stop', /\/stop$/],
  ['record-info', /\/record-info$/],
  ['log', /\/real-time-log$/],
  ['task-log', /\/task-log$/],
  ['download-log', /\/download-log$/],
  ['history', /\/(period-history|history|list)$/],
  ['history-details', /\/history-details$/],
  ['status', /\/status$/],
  ['output-info', /\/output-info$/],
  ['iam-token', /\/auth\/tokens$/],
]
