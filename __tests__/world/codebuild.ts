import { CodeBuildBackend } from '../../src/clouds/aws/codebuild/backend.js'
import {
  requestFrom,
  type StartRequest,
  startRequest,
} from '../../src/clouds/aws/codebuild/start-request.js'
import {
  AwsJsonClient,
  CLOUDWATCH_LOGS,
  CODEBUILD,
  signingNameOf,
} from '../../src/clouds/aws/protocol/index.js'
import { EnvironmentKeys } from '../../src/clouds/aws/sign-in/environment-keys.js'
import { asUnauthorized } from '../../src/clouds/aws/sign-in/refused-credentials.js'
import type { JournalEntry } from '../../src/core/journal-entry.js'
import { Secret } from '../../src/core/secret.js'
import { sharedAuthorization } from '../../src/sign-in/authorized-transport.js'
import {
  AWS_CREDENTIALS,
  AWS_REGION,
  type AwsSimulator,
  type AwsSimulatorOptions,
  type CodeBuildScenario,
  startAwsSimulator,
} from '../simulator/aws/index.js'
import { COMMIT, PROJECT } from '../support/ids.js'
import { PLAN } from '../support/supervision.js'
import type { System } from './system.js'
import { World, type WorldOptions } from './world.js'

export interface CodeBuildOptions {
  readonly simulator?: AwsSimulatorOptions
}

export type CodeBuildSystem = System<AwsSimulator, CodeBuildBackend>
export type CodeBuildWorld = World<AwsSimulator, CodeBuildBackend>

/** A project of AWS CodeBuild whose builds all go by one scenario. */
export function codeBuild(
  scenario: CodeBuildScenario,
  options: CodeBuildOptions = {},
): CodeBuildSystem {
  return {
    owner: PROJECT,
    calls: {
      start: 'StartBuild',
      look: 'BatchGetBuilds',
      log: 'GetLogEvents',
      stop: 'StopBuild',
    },
    start: (clock) => startAwsSimulator({ clock, ...options.simulator }),
    arrange: (simulator) => void simulator.project(PROJECT).always(scenario),
    signingIn: ({ now }) => {
      const { accessKeyId, secretAccessKey } = AWS_CREDENTIALS
      const keys = { origin: 'test', accessKeyId, secretAccessKey: new Secret(secretAccessKey) }
      const scope = (target: string | undefined) => ({
        region: AWS_REGION,
        service: signingNameOf(target),
      })
      const authorizer = new EnvironmentKeys(
        keys,
        ({ headers }) => scope(headers['x-amz-target']),
        now,
      )
      const authorized = sharedAuthorization(authorizer)
      return (plain) => authorized(asUnauthorized(plain))
    },
    backend: ({ service, transport, stopTransport, now, warn, print }, left) => {
      const means = { base: new URL(service.url), now, starred: (text: string) => text }
      return new CodeBuildBackend(
        {
          client: new AwsJsonClient({ ...means, transport, service: CODEBUILD }),
          stopClient: new AwsJsonClient({ ...means, transport: stopTransport, service: CODEBUILD }),
          logs: new AwsJsonClient({ ...means, transport, service: CLOUDWATCH_LOGS }),
          region: AWS_REGION,
          pollIntervalMs: PLAN.pollIntervalMs,
          now,
          warn,
          print,
          started: () => undefined,
        },
        requestOf(left),
      )
    },
    callOf: ({ headers }) => headers['x-amz-target']?.split('.')[1] ?? '',
    runs: (simulator) =>
      simulator.builds.map(({ state, word, stoppedAt }) => ({
        ended: state === 'ended',
        good: word?.toUpperCase() === 'SUCCEEDED',
        stoppedAt,
      })),
    trueLog: (simulator) => {
      const build = simulator.project(PROJECT).builds[0]
      if (build?.hasLog(Infinity) !== true) return ''
      return build.events.map(({ message }) => message).join('')
    },
  }
}

/** A world with a project of CodeBuild in it. */
export async function codeBuildWorld(
  scenario: CodeBuildScenario,
  options: CodeBuildOptions & WorldOptions = {},
): Promise<CodeBuildWorld> {
  return await World.with(codeBuild(scenario, options), options)
}

/** Main's start; of a post step the one that main may have sent. */
function requestOf(left: JournalEntry | undefined): StartRequest {
  const sent = left?.phase === 'starting' ? requestFrom(left.request ?? '', PROJECT) : undefined
  return sent ?? startRequest({ projectName: PROJECT, sourceVersion: COMMIT })
}
