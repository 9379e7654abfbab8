import {
  type Scenario,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../simulator/index.js'
import type { CodeArtsBackend } from '../../src/clouds/huawei/codearts-build/backend.js'
import type { JournalEntry } from '../../src/core/journal-entry.js'
import { endOrphan, type Orphan } from '../../src/core/orphaned-run.js'
import type { Outcome } from '../../src/core/outcome.js'
import { type Plan, supervise } from '../../src/core/supervisor.js'
import type { Transport } from '../../src/http/messages.js'
import { createTransport } from '../../src/http/transport.js'
import { type BuildOptions, JOB_ID, signedIn, simulatedBackend } from './adapters.js'
import { PLAN, RecordingReporter, RecordingSink } from './supervision.js'
import { VirtualClock } from './virtual-clock.js'

export interface SimulatedOptions extends BuildOptions {
  readonly simulator?: SimulatorOptions
  /** Real milliseconds of silence after which a request is given up. */
  readonly answerWithinMs?: number
  readonly random?: () => number
  /** Put between the adapters and the network, e.g. to count bytes. */
  readonly wrap?: (transport: Transport) => Transport
}

/** The supervisor, the real adapters and the simulator, all on one virtual clock. */
export class Simulated {
  readonly clock = new VirtualClock()
  readonly reporter = new RecordingReporter(() => this.clock.now())
  readonly sink = new RecordingSink(() => this.clock.now())
  readonly journal: JournalEntry[] = []
  readonly debugged: string[] = []
  readonly cancel = new AbortController()
  readonly simulator: Simulator
  readonly #options: SimulatedOptions
  readonly #closers: (() => void)[] = []

  private constructor(simulator: Simulator, clock: VirtualClock, options: SimulatedOptions) {
    this.simulator = simulator
    this.clock = clock
    this.#options = options
  }

  static async with(scenario: Scenario, options: SimulatedOptions = {}): Promise<Simulated> {
    const clock = new VirtualClock()
    const simulator = await startSimulator({ clock, ...options.simulator })
    simulator.job(JOB_ID).next(scenario)
    return new Simulated(simulator, clock, options)
  }

  /** What was printed of the build's log. */
  get printed(): string {
    return this.sink.text
  }

  get lastEntry(): JournalEntry | undefined {
    return this.journal.at(-1)
  }

  cancelsAt(ms: number): this {
    this.clock.at(this.clock.now() + ms, () => this.cancel.abort('SIGINT'))
    return this
  }

  supervise(plan: Partial<Plan> = {}): Promise<Outcome> {
    return supervise(
      {
        backend: this.backend(),
        clock: this.clock,
        journal: { save: (entry) => void this.journal.push(entry) },
        reporter: this.reporter,
        random: this.#random,
        liveLog: this.sink,
      },
      { ...PLAN, ...plan },
      this.cancel.signal,
    )
  }

  /** The post step, with what main left. */
  post(entry: JournalEntry): Promise<Orphan> {
    return endOrphan(
      {
        backend: this.backend(),
        clock: this.clock,
        random: this.#random,
        reporter: this.reporter,
        owner: 'shop',
      },
      entry,
    )
  }

  backend(): CodeArtsBackend {
    const transports = { transport: this.#transport(true), stopTransport: this.#transport(false) }
    return simulatedBackend(transports, this, this.#options)
  }

  async close(): Promise<void> {
    for (const close of this.#closers) close()
    await this.simulator.close()
  }

  get #random(): () => number {
    return this.#options.random ?? (() => 0.5)
  }

  #transport(keepAlive: boolean): Transport {
    const plain = createTransport({
      userAgent: 'test',
      keepAlive,
      defaultAnswerWithinMs: this.#options.answerWithinMs ?? 5_000,
    })
    this.#closers.push(() => plain.close())
    return signedIn(this.#options.wrap?.(plain) ?? plain, this.clock)
  }
}
