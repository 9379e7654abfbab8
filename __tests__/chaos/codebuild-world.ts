import { CodeBuildBackend } from '../../src/clouds/aws/codebuild/backend.js'
import { requestFrom, startRequest } from '../../src/clouds/aws/codebuild/start-request.js'
import {
  AwsJsonClient,
  CLOUDWATCH_LOGS,
  CODEBUILD,
  signingNameOf,
} from '../../src/clouds/aws/protocol/index.js'
import { EnvironmentKeys } from '../../src/clouds/aws/sign-in/environment-keys.js'
import { asUnauthorized } from '../../src/clouds/aws/sign-in/refused-credentials.js'
import type { JournalEntry } from '../../src/core/journal-entry.js'
import { endOrphan, type Orphan } from '../../src/core/orphaned-run.js'
import type { Outcome } from '../../src/core/outcome.js'
import { Secret } from '../../src/core/secret.js'
import { type Plan, supervise } from '../../src/core/supervisor.js'
import type { HttpRequest, Transport } from '../../src/http/messages.js'
import { createTransport } from '../../src/http/transport.js'
import { sharedAuthorization } from '../../src/sign-in/authorized-transport.js'
import {
  AWS_CREDENTIALS,
  AWS_REGION,
  type AwsSimulator,
  type AwsSimulatorOptions,
  type CodeBuildScenario,
  startAwsSimulator,
} from '../simulator/aws/index.js'
import { PLAN, RecordingReporter, RecordingSink } from '../support/supervision.js'
import { holdWhileBusy, VirtualClock } from '../support/virtual-clock.js'
import { type Moment, Mortal, rerouted } from './mortal.js'
import { COMMIT } from '../support/ids.js'

export { COMMIT } from '../support/ids.js'

export const PROJECT = 'shop'

export interface CodeBuildWorldOptions {
  readonly simulator?: AwsSimulatorOptions
  /** Real milliseconds of silence after which any request is given up. */
  readonly answerWithinMs?: number
  readonly random?: () => number
}

/** Main and post over CodeBuild's real adapters, the simulator of AWS and a network that fails, on one virtual clock. */
export class CodeBuildWorld {
  readonly clock: VirtualClock
  readonly reporter = new RecordingReporter()
  readonly postReporter = new RecordingReporter()
  readonly sink = new RecordingSink(() => this.clock.now())
  readonly journal: JournalEntry[] = []
  readonly told: string[] = []
  readonly simulator: AwsSimulator
  /** Which requests don't reach the service. */
  lost: (request: HttpRequest, number: number) => 'refused' | 'dns' | undefined = () => undefined
  readonly #main = new Mortal()
  readonly #cancel = new AbortController()
  readonly #options: CodeBuildWorldOptions
  readonly #open: Transport[] = []
  #requests = 0
  cancelledAt: number | undefined

  private constructor(
    simulator: AwsSimulator,
    clock: VirtualClock,
    options: CodeBuildWorldOptions,
  ) {
    this.simulator = simulator
    this.clock = clock
    this.#options = options
    this.#cancel.signal.addEventListener('abort', () => (this.cancelledAt = clock.now()))
  }

  static async with(
    scenario: CodeBuildScenario,
    options: CodeBuildWorldOptions = {},
  ): Promise<CodeBuildWorld> {
    const clock = new VirtualClock()
    const simulator = await startAwsSimulator({ clock, ...options.simulator })
    simulator.project(PROJECT).always(scenario)
    return new CodeBuildWorld(simulator, clock, options)
  }

  get lastEntry(): JournalEntry | undefined {
    return this.journal.at(-1)
  }

  get printed(): string {
    return this.sink.text
  }

  /** All that the first build wrote, readable or not. */
  get trueLog(): string {
    const build = this.simulator.project(PROJECT).builds[0]
    if (build?.hasLog(Infinity) !== true) return ''
    return build.events.map(({ message }) => message).join('')
  }

  calls(operation: string): number {
    return this.simulator.requests.filter(({ family }) => family === operation).length
  }

  cancels(moment: Moment): this {
    return this.#when(moment, () => this.#cancel.abort('SIGINT'))
  }

  dies(moment: Moment): this {
    return this.#when(moment, () => this.#main.kill())
  }

  async main(plan: Partial<Plan> = {}): Promise<Outcome | 'killed'> {
    const request = startRequest({ projectName: PROJECT, sourceVersion: COMMIT })
    const run = supervise(
      {
        backend: this.#backend(this.#main, request, this.reporter),
        clock: this.#main.clock(this.clock),
        journal: {
          save: (entry) => {
            if (!this.#main.isDead) this.journal.push(entry)
          },
        },
        reporter: this.reporter,
        random: this.#random,
        liveLog: this.sink,
      },
      { ...PLAN, ...plan },
      this.#cancel.signal,
    )
    return await Promise.race([run, this.#main.died])
  }

  /** Does what the post step does with what main left; without an entry it has nothing to do. */
  async post(): Promise<Orphan> {
    const { lastEntry, clock } = this
    if (lastEntry === undefined) return { kind: 'nothing' }
    const left =
      lastEntry.phase === 'starting' ? requestFrom(lastEntry.request ?? '', PROJECT) : undefined
    const request = left ?? startRequest({ projectName: PROJECT })
    const backend = this.#backend(new Mortal(), request, this.postReporter)
    const parts = {
      backend,
      clock,
      random: this.#random,
      reporter: this.postReporter,
      owner: PROJECT,
    }
    return await endOrphan(parts, lastEntry)
  }

  async close(): Promise<void> {
    this.#main.kill()
    for (const transport of this.#open) transport.close()
    await this.simulator.close()
  }

  #backend(
    process: Mortal,
    request: ReturnType<typeof startRequest>,
    reporter: RecordingReporter,
  ): CodeBuildBackend {
    const now = (): number => this.clock.now()
    const { accessKeyId, secretAccessKey } = AWS_CREDENTIALS
    const keys = { origin: 'test', accessKeyId, secretAccessKey: new Secret(secretAccessKey) }
    const authorizer = new EnvironmentKeys(
      keys,
      ({ headers }) => ({ region: AWS_REGION, service: signingNameOf(headers['x-amz-target']) }),
      now,
    )
    const authorized = sharedAuthorization(authorizer)
    const transport = authorized(asUnauthorized(this.#plain(process, true)))
    const stopTransport = authorized(asUnauthorized(this.#plain(process, false)))
    const base = new URL(this.simulator.url)
    const means = { base, now, starred: (text: string) => text }
    return new CodeBuildBackend(
      {
        client: new AwsJsonClient({ ...means, transport, service: CODEBUILD }),
        stopClient: new AwsJsonClient({ ...means, transport: stopTransport, service: CODEBUILD }),
        logs: new AwsJsonClient({ ...means, transport, service: CLOUDWATCH_LOGS }),
        region: AWS_REGION,
        pollIntervalMs: PLAN.pollIntervalMs,
        now,
        warn: (warning) => reporter.warning(warning),
        tell: (line) => void this.told.push(line),
        started: () => undefined,
      },
      request,
    )
  }

  get #random(): () => number {
    return this.#options.random ?? (() => 0.5)
  }

  #plain(process: Mortal, keepAlive: boolean): Transport {
    const answerWithinMs = this.#options.answerWithinMs ?? 5_000
    const plain = createTransport({ userAgent: 'test', keepAlive })
    this.#open.push(plain)
    const patient: Transport = {
      send: (request, signal) => plain.send({ ...request, answerWithinMs }, signal),
      close: () => plain.close(),
    }
    const lossy = rerouted(patient, (request) => {
      this.#requests += 1
      return this.lost(request, this.#requests)
    })
    return process.transport(holdWhileBusy(lossy, this.clock))
  }

  #when(moment: Moment, act: () => void): this {
    if ('atMs' in moment) this.clock.at(this.clock.now() + moment.atMs, act)
    else this.#main.atRequest(moment, act)
    return this
  }
}
