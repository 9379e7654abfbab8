import { ServiceClient } from '../../src/clouds/huawei/gateway/service-client.js'
import { type FollowedAction, Releases } from '../../src/clouds/huawei/servicestage/backend.js'
import type { Known } from '../../src/clouds/huawei/servicestage/judge.js'
import { type KnownBefore, readBefore } from '../../src/clouds/huawei/servicestage/known-before.js'
import { ReleaseApi } from '../../src/clouds/huawei/servicestage/release-api.js'
import type { JournalEntry } from '../../src/core/journal-entry.js'
import { endOrphan, type Orphan } from '../../src/core/orphaned-run.js'
import type { Outcome } from '../../src/core/outcome.js'
import { type Plan, supervise } from '../../src/core/supervisor.js'
import { createTransport } from '../../src/http/transport.js'
import {
  type Pipeline,
  type ReleaseSimulator,
  type ReleaseSimulatorOptions,
  startReleaseSimulator,
} from '../simulator/servicestage/index.js'
import { signedIn } from './adapters.js'
import { PLAN, RecordingReporter } from './supervision.js'
import { VirtualClock } from './virtual-clock.js'

const NEVER = new AbortController().signal
const PIPELINE_ID = 'caf409b1-10df-483a-b14d-7b05f7e12c88'

/** The supervisor, the adapter of release tasks and its simulator, all on one virtual clock. */
export class SimulatedRelease {
  readonly clock: VirtualClock
  readonly simulator: ReleaseSimulator
  readonly reporter = new RecordingReporter()
  readonly journal: JournalEntry[] = []
  readonly cancel = new AbortController()
  readonly #closers: (() => void)[] = []
  #before: KnownBefore | undefined
  #known: Known = {}

  private constructor(simulator: ReleaseSimulator, clock: VirtualClock) {
    this.simulator = simulator
    this.clock = clock
  }

  static async with(options: ReleaseSimulatorOptions = {}): Promise<SimulatedRelease> {
    const clock = new VirtualClock()
    return new SimulatedRelease(await startReleaseSimulator({ clock, ...options }), clock)
  }

  get pipeline(): Pipeline {
    return this.simulator.pipeline(PIPELINE_ID)
  }

  /** The status of the newest execution now. */
  get status(): number | undefined {
    return this.pipeline.newest?.statusAt(this.clock.now())
  }

  /** The warnings' messages. */
  get warnings(): readonly string[] {
    return this.reporter.warnings.map(({ message }) => message)
  }

  at(ms: number, act: () => void): this {
    this.clock.at(this.clock.now() + ms, act)
    return this
  }

  /** What was there before is read first, as the action does. */
  async supervise(action: FollowedAction = 'start', plan: Partial<Plan> = {}): Promise<Outcome> {
    this.#before = await readBefore(this.#api(), { debug: () => undefined }, NEVER)
    const { clock, reporter } = this
    return await supervise(
      {
        backend: this.#backend(action),
        clock,
        reporter,
        journal: { save: (entry) => void this.journal.push(entry) },
        random: () => 0.5,
      },
      { ...PLAN, pollIntervalMs: 5_000, ...plan },
      this.cancel.signal,
    )
  }

  /** The post step of another process, with what main left. */
  async post(action: FollowedAction = 'start'): Promise<Orphan> {
    const entry = this.journal.at(-1) ?? { phase: 'left' }
    const { clock, reporter } = this
    const backend = this.#backend(action, 'since' in entry ? entry.since : clock.now())
    return await endOrphan({ backend, clock, random: () => 0.5, reporter, owner: 'shop' }, entry)
  }

  async close(): Promise<void> {
    for (const close of this.#closers) close()
    await this.simulator.close()
  }

  #backend(action: FollowedAction, actedAt?: number): Releases {
    return new Releases(
      {
        api: this.#api(),
        debug: () => undefined,
        now: () => this.clock.now(),
        warn: (warning) => this.reporter.warning(warning),
        remember: (known) => (this.#known = known),
      },
      {
        action,
        body: {},
        before: this.#before ?? {},
        ...(actedAt !== undefined && { actedAt }),
        known: this.#known,
      },
    )
  }

  #api(): ReleaseApi {
    const service = () => {
      const plain = createTransport({
        userAgent: 'test',
        keepAlive: true,
        defaultAnswerWithinMs: 400,
      })
      this.#closers.push(() => plain.close())
      const now = (): number => this.clock.now()
      const transport = signedIn(plain, this.clock)
      const starred = (text: string): string => text
      const base = new URL(this.simulator.url)
      const client = new ServiceClient({ transport, base, now, starred })
      return { client, debug: () => undefined }
    }
    return new ReleaseApi(service(), service(), {
      projectId: '0605767cd280d5762fd7c0133d6bea3f',
      pipelineId: PIPELINE_ID,
    })
  }
}
