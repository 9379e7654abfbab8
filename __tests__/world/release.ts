import { ServiceClient } from '../../src/clouds/huawei/gateway/service-client.js'
import { type FollowedAction, Releases } from '../../src/clouds/huawei/servicestage/backend.js'
import type { Known } from '../../src/clouds/huawei/servicestage/judge.js'
import { type KnownBefore, readBefore } from '../../src/clouds/huawei/servicestage/known-before.js'
import { ReleaseApi } from '../../src/clouds/huawei/servicestage/release-api.js'
import { sharedAuthorization } from '../../src/sign-in/authorized-transport.js'
import {
  type Pipeline,
  type ReleasePlan,
  type ReleaseSimulator,
  type ReleaseSimulatorOptions,
  startReleaseSimulator,
} from '../simulator/servicestage/index.js'
import { accessKey } from '../support/access-key.js'
import { PIPELINE_ID, RELEASE_PROJECT_ID } from '../support/ids.js'
import type { Link, System } from './system.js'
import { World, type WorldOptions } from './world.js'

export interface ReleaseWorldOptions {
  readonly simulator?: ReleaseSimulatorOptions
  /** What starts, or goes on with, an execution. */
  readonly action?: FollowedAction
}

export type ReleaseSystem = System<ReleaseSimulator, Releases>
export type ReleaseWorld = World<ReleaseSimulator, Releases>

/** A release task of ServiceStage and what its next executions do. It has no log. */
export function releaseTask(
  plans: readonly ReleasePlan[] = [],
  { simulator, action = 'start' }: ReleaseWorldOptions = {},
): ReleaseSystem {
  let before: KnownBefore = {}
  let known: Known = {}
  return {
    owner: 'shop',
    calls: { start: action, look: 'records', stop: 'stop' },
    plan: { pollIntervalMs: 5_000 },
    start: (clock) => startReleaseSimulator({ clock, ...simulator }),
    arrange: (service) => void pipelineOf(service).next(...plans),
    signingIn: ({ now }) => sharedAuthorization(accessKey(now)),
    prepare: async (link, signal) => {
      before = await readBefore(apiOver(link), { debug: link.debug }, signal)
    },
    backend: (link, left) => {
      const { debug, now, warn } = link
      const actedAt = left === undefined ? {} : { actedAt: 'since' in left ? left.since : now() }
      return new Releases(
        { api: apiOver(link), debug, now, warn, remember: (learnt) => (known = learnt) },
        { action, body: {}, before, known, ...actedAt },
      )
    },
    callOf: ({ url }) =>
      url.searchParams.get('action_id') ?? (url.pathname.endsWith('/records') ? 'records' : 'list'),
    runs: (service) =>
      pipelineOf(service).executions.map((execution) => {
        const status = execution.statusAt(service.now())
        return { ended: !execution.isLive(service.now()), good: status === 2, stoppedAt: undefined }
      }),
    trueLog: () => '',
  }
}

/** A world with a release task in it. */
export async function releaseWorld(
  plans: readonly ReleasePlan[] = [],
  options: ReleaseWorldOptions & WorldOptions = {},
): Promise<ReleaseWorld> {
  return await World.with(releaseTask(plans, options), { answerWithinMs: 400, ...options })
}

export function pipelineOf(service: ReleaseSimulator): Pipeline {
  return service.pipeline(PIPELINE_ID)
}

function apiOver({ service, transport, stopTransport, now, debug }: Link<ReleaseSimulator>) {
  const called = (over: typeof transport) => {
    const base = new URL(service.url)
    const client = new ServiceClient({ transport: over, base, now, starred: (text) => text })
    return { client, debug }
  }
  return new ReleaseApi(called(transport), called(stopTransport), {
    projectId: RELEASE_PROJECT_ID,
    pipelineId: PIPELINE_ID,
  })
}
