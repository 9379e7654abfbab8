import {
  type Scenario,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../simulator/index.js'
import { accessKey, type BuildOptions, JOB_ID, simulatedBackend } from '../support/adapters.js'
import { PLAN, RecordingReporter, RecordingSink } from '../support/supervision.js'
import { holdWhileBusy, VirtualClock } from '../support/virtual-clock.js'
import type { CodeArtsBackend } from '../../src/clouds/huawei/codearts-build/backend.js'
import type { JournalEntry } from '../../src/core/journal-entry.js'
import { endOrphan, type Orphan } from '../../src/core/orphaned-run.js'
import type { Outcome } from '../../src/core/outcome.js'
import { type Plan, supervise } from '../../src/core/supervisor.js'
import type { Transport } from '../../src/http/messages.js'
import { createTransport } from '../../src/http/transport.js'
import { sharedAuthorization } from '../../src/sign-in/authorized-transport.js'
import type { Authorizer } from '../../src/sign-in/authorizer.js'
import { type Moment, Mortal, rerouted } from './mortal.js'
import { Network } from './network.js'

/** What somebody else's builds of the same task are of. */
export const STRANGE_COMMIT = 'e'.repeat(40)

export interface WorldOptions extends BuildOptions {
  readonly simulator?: SimulatorOptions
  /** Real milliseconds of silence after which any request, the start too, is given up. */
  readonly answerWithinMs?: number
  readonly random?: () => number
  /** Another way to sign in than the access key. */
  readonly signIn?: (plain: Transport, simulator: Simulator, now: () => number) => Authorizer
}

/** Main and post over the real adapters, the simulator, and a network that fails, all on one virtual clock. */
export class World {
  readonly clock: VirtualClock
  readonly network = new Network(() => this.clock.now())
  readonly reporter = new RecordingReporter()
  readonly postReporter = new RecordingReporter()
  readonly sink = new RecordingSink(() => this.clock.now())
  readonly journal: JournalEntry[] = []
  readonly debugged: string[] = []
  readonly simulator: Simulator
  readonly #main = new Mortal()
  readonly #cancel = new AbortController()
  readonly #options: WorldOptions
  readonly #open: Transport[] = []

  private constructor(simulator: Simulator, clock: VirtualClock, options: WorldOptions) {
    this.simulator = simulator
    this.clock = clock
    this.#options = options
  }

  static async with(scenario: Scenario, options: WorldOptions = {}): Promise<World> {
    const clock = new VirtualClock()
    const simulator = await startSimulator({ clock, ...options.simulator })
    simulator.job(JOB_ID).always(scenario)
    return new World(simulator, clock, options)
  }

  get lastEntry(): JournalEntry | undefined {
    return this.journal.at(-1)
  }

  get printed(): string {
    return this.sink.text
  }

  /** All that the service wrote, readable or not, of our first build. */
  get trueLog(): string {
    const { builds } = this.simulator.job(JOB_ID)
    const first = builds.find(({ request }) => request.commit !== STRANGE_COMMIT)
    return first?.executes === true ? [...first.log().chunks(Infinity)].join('') : ''
  }

  /** How many requests met a fault, in the service or on the way. */
  get troubled(): number {
    const met = this.simulator.requests.filter((request) => request.fault !== undefined)
    return met.length + this.network.lost
  }

  /** Every word that anybody could read, but the log. */
  get words(): string {
    const reporters = [this.reporter, this.postReporter]
    const told = reporters.flatMap(({ notes, warnings }) => [
      ...notes,
      ...warnings.map((warning) => `${warning.message} ${warning.hint} ${warning.stack ?? ''}`),
    ])
    return [...told, ...this.debugged, JSON.stringify(this.journal)].join('\n')
  }

  cancels(moment: Moment): this {
    return this.#when(moment, () => this.#cancel.abort('SIGINT'))
  }

  onCancel(act: () => void): void {
    this.#cancel.signal.addEventListener('abort', act, { once: true })
  }

  dies(moment: Moment): this {
    return this.#when(moment, () => this.#main.kill())
  }

  async main(plan: Partial<Plan> = {}): Promise<Outcome | 'killed'> {
    const clock = this.#main.clock(this.clock)
    const run = supervise(
      {
        backend: this.backend(this.#main),
        clock,
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
    const backend = this.backend(new Mortal())
    const parts = {
      backend,
      clock,
      random: this.#random,
      reporter: this.postReporter,
      owner: 'shop',
    }
    return await endOrphan(parts, lastEntry)
  }

  backend(process: Mortal = new Mortal()): CodeArtsBackend {
    const now = (): number => this.clock.now()
    const { signIn } = this.#options
    const authorizer = signIn?.(this.#plain(process, true), this.simulator, now) ?? accessKey(now)
    const authorized = sharedAuthorization(authorizer)
    const transports = {
      transport: authorized(this.#plain(process, true)),
      stopTransport: authorized(this.#plain(process, false)),
    }
    return simulatedBackend(transports, this, this.#options)
  }

  async close(): Promise<void> {
    this.#main.kill()
    for (const transport of this.#open) transport.close()
    await this.simulator.close()
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
    const held = holdWhileBusy(
      rerouted(patient, (request) => this.network.meet(request)),
      this.clock,
    )
    return process.transport(held)
  }

  #when(moment: Moment, act: () => void): this {
    if ('atMs' in moment) this.clock.at(this.clock.now() + moment.atMs, act)
    else this.#main.atRequest(moment, act)
    return this
  }
}
