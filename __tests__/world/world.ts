import { toActionError } from '../../src/core/errors.js'
import type { JournalEntry } from '../../src/core/journal-entry.js'
import { endOrphan, type Orphan } from '../../src/core/orphaned-run.js'
import type { Outcome } from '../../src/core/outcome.js'
import type { Backend } from '../../src/core/ports.js'
import { type Plan, supervise } from '../../src/core/supervisor.js'
import type { HttpService } from '../simulator/http-service.js'
import { PLAN, RecordingReporter, RecordingSink } from '../support/supervision.js'
import { VirtualClock } from '../support/virtual-clock.js'
import type { Transport } from '../../src/http/messages.js'
import { type Moment, Mortal } from './mortal.js'
import { Network } from './network.js'
import { prepared } from './preparation.js'
import type { Link, SeenRun, System } from './system.js'
import { type WireOptions, Wires } from './wires.js'

export interface WorldOptions extends WireOptions {
  readonly random?: () => number
}

/** A world of whichever system. */
export type AnyWorld = World<HttpService, Backend>

/** What all processes of a workflow share. */
interface Surroundings<Service extends HttpService> {
  readonly clock: VirtualClock
  readonly network: Network
  readonly service: Service
  readonly wires: Wires
  readonly main: Mortal
}

/**
 * Main and post over a system's real adapters, its simulator, and a network that fails, all on one virtual clock. What
 * a system has of its own stands in its `System`; everything here is the same for all of them.
 */
export class World<Service extends HttpService, Its extends Backend> {
  readonly system: System<Service, Its>
  readonly clock: VirtualClock
  readonly network: Network
  readonly simulator: Service
  readonly reporter = new RecordingReporter(() => this.clock.now())
  readonly postReporter = new RecordingReporter(() => this.clock.now())
  readonly sink = new RecordingSink(() => this.clock.now())
  readonly journal: JournalEntry[] = []
  readonly debugged: string[] = []
  /** Lines that the backend printed. */
  readonly backendLines: string[] = []
  readonly cancel = new AbortController()
  cancelledAt: number | undefined
  readonly #options: WorldOptions
  readonly #shared: Surroundings<Service>
  readonly #main: Mortal

  private constructor(
    system: System<Service, Its>,
    shared: Surroundings<Service>,
    options: WorldOptions,
  ) {
    this.system = system
    this.#shared = shared
    this.#options = options
    this.clock = shared.clock
    this.network = shared.network
    this.simulator = shared.service
    this.#main = shared.main
    const heard = (): void => void (this.cancelledAt ??= this.clock.now())
    this.cancel.signal.addEventListener('abort', heard, { once: true })
  }

  static async with<Service extends HttpService, Its extends Backend>(
    system: System<Service, Its>,
    options: WorldOptions = {},
  ): Promise<World<Service, Its>> {
    const clock = new VirtualClock()
    const network = new Network(
      () => clock.now(),
      (request) => system.callOf(request),
    )
    const service = await system.start(clock)
    system.arrange(service)
    const wires = new Wires(clock, network, options)
    return new World(system, { clock, network, service, wires, main: new Mortal() }, options)
  }

  get lastEntry(): JournalEntry | undefined {
    return this.journal.at(-1)
  }

  /** What was printed of the run's log. */
  get printed(): string {
    return this.sink.text
  }

  /** All that the service wrote, readable or not, of our first run. */
  get trueLog(): string {
    return this.system.trueLog(this.simulator)
  }

  /** The runs that are ours. */
  get runs(): readonly SeenRun[] {
    return this.system.runs(this.simulator)
  }

  /** How many requests of one call, or dialect, arrived. */
  calls(name: string): number {
    return this.simulator.requests.filter(({ family, route }) => family === name || route === name)
      .length
  }

  /** How many requests met a fault, in the service or on the way. */
  get troubled(): number {
    const met = this.simulator.requests.filter((request) => request.fault !== undefined)
    return met.length + this.network.lost
  }

  /** The messages of main's warnings. */
  get warnings(): readonly string[] {
    return this.reporter.warnings.map(({ message }) => message)
  }

  /** Every word that anybody could read, but the log. */
  get words(): string {
    const reporters = [this.reporter, this.postReporter]
    const reported = reporters.flatMap(({ notes, warnings }) => [
      ...notes,
      ...warnings.map((warning) => `${warning.message} ${warning.hint} ${warning.stack ?? ''}`),
    ])
    return [...reported, ...this.backendLines, ...this.debugged, JSON.stringify(this.journal)].join(
      '\n',
    )
  }

  /** Does something so many milliseconds from now. */
  after(ms: number, act: () => void): this {
    this.clock.at(this.clock.now() + ms, act)
    return this
  }

  cancels(moment: Moment): this {
    return this.#when(moment, () => this.cancel.abort('SIGINT'))
  }

  dies(moment: Moment): this {
    return this.#when(moment, () => this.#main.kill())
  }

  /** Everything works again. */
  heals(): void {
    this.simulator.faults.clear()
    this.network.heal()
  }

  /** The main step, whatever becomes of it. */
  async main(plan: Partial<Plan> = {}): Promise<Outcome | 'killed'> {
    return await Promise.race([this.#supervised(plan), this.#main.died])
  }

  /** A main step that nothing kills. */
  async supervise(plan: Partial<Plan> = {}): Promise<Outcome> {
    const outcome = await this.main(plan)
    if (outcome === 'killed') throw new Error('Main was killed.')
    return outcome
  }

  /** Does what the post step does with what main left; without an entry it has nothing to do. */
  async post(entry = this.lastEntry): Promise<Orphan> {
    if (entry === undefined) return { kind: 'nothing' }
    const backend = this.system.backend(this.#link(new Mortal(), this.postReporter), entry)
    return await endOrphan(
      {
        backend,
        clock: this.clock,
        random: this.#random,
        reporter: this.postReporter,
        owner: this.system.owner,
      },
      entry,
    )
  }

  /** Main's view of the system. */
  backend(): Its {
    return this.system.backend(this.#link(this.#main, this.reporter))
  }

  async close(): Promise<void> {
    this.#main.kill()
    this.#shared.wires.close()
    await this.simulator.close()
  }

  async #supervised(more: Partial<Plan>): Promise<Outcome> {
    const plan = { ...PLAN, ...this.system.plan, ...more }
    const clock = this.#main.clock(this.clock)
    const began = clock.now()
    const link = this.#link(this.#main, this.reporter)
    const means = { clock, random: this.#random, cancel: this.cancel.signal, warn: link.warn }
    const read = async (signal: AbortSignal) => await this.system.prepare?.(link, signal)
    try {
      await prepared(read, means, plan.timeoutMs)
    } catch (error) {
      return { kind: 'not-started', error: toActionError(error) }
    }
    const left = plan.timeoutMs && Math.max(0, plan.timeoutMs - (clock.now() - began))
    return await supervise(
      {
        backend: this.backend(),
        clock,
        journal: { save: (entry) => this.#save(entry) },
        reporter: this.reporter,
        random: this.#random,
        liveLog: this.sink,
      },
      { ...plan, ...(left !== undefined && { timeoutMs: left }) },
      this.cancel.signal,
    )
  }

  #save(entry: JournalEntry): void {
    if (!this.#main.isDead) this.journal.push(entry)
  }

  get #random(): () => number {
    return this.#options.random ?? (() => 0.5)
  }

  #link(process: Mortal, reporter: RecordingReporter): Link<Service> {
    const now = (): number => this.clock.now()
    const service = this.simulator
    const { wires } = this.#shared
    const open = (): Transport => wires.kept(process)
    const signedIn = this.system.signingIn({ service, now, open })
    return {
      service,
      transport: signedIn(wires.kept(process)),
      stopTransport: signedIn(wires.fresh(process)),
      now,
      warn: (warning) => reporter.warning(warning),
      debug: (line) => void this.debugged.push(line),
      print: (line) => void this.backendLines.push(line),
    }
  }

  #when(moment: Moment, act: () => void): this {
    if ('atMs' in moment) return this.after(moment.atMs, act)
    this.#main.atRequest(moment, act)
    return this
  }
}
