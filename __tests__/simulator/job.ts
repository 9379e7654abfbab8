import { PROJECT_ID } from '../support/ids.js'
import { Build, type BuildRequest } from './build-machine.js'
import type { StoredNotice } from './definitions.js'
import type { Fields } from './request-checks.js'
import { type Duration, milliseconds } from './duration.js'
import { build, type Scenario } from './scenario.js'
import { dayNumber } from './service-time.js'
import type { OffsetUnit } from './timed-log.js'

export interface JobTraits {
  readonly name?: string
  readonly projectId?: string
  readonly disabled?: boolean
  /** Whether the caller may run it. */
  readonly isExecute?: boolean
  /** Names of parameters whose values the service stars. */
  readonly stars?: readonly string[]
  /** Values that the task itself gives, as history-details shows them. */
  readonly defaults?: Readonly<Record<string, string>>
  /** Build numbers go on behind this one. */
  readonly lastNumber?: number
  /** In the recycle bin. */
  readonly deleted?: boolean
  /** Whether lists show it: they lag, and lack tasks that can be read by their id. */
  readonly listed?: boolean
}

/** A build task: takes the scenarios of its coming builds and keeps the builds that were started. */
export class Job {
  readonly id: string
  readonly builds: Build[] = []
  /** What the create and update calls stored, and the service added. */
  definition: Fields = {}
  readonly notices = new Map<string, StoredNotice>()
  /** When the task's definition changed, the service's clock; `undefined` for a change without a time. */
  changes: readonly (number | undefined)[] = []
  traits: Required<JobTraits>
  #script: readonly Scenario[] = []
  #always: Scenario = build()
  readonly #unit: OffsetUnit
  readonly #now: () => number

  constructor(id: string, unit: OffsetUnit, now: () => number) {
    this.id = id
    this.#unit = unit
    this.#now = now
    this.traits = {
      name: `task-${id.slice(0, 6)}`,
      projectId: PROJECT_ID,
      disabled: false,
      isExecute: true,
      stars: [],
      defaults: {},
      lastNumber: 0,
      deleted: false,
      listed: true,
    }
  }

  /** How the next builds will go, one each, in this order; those behind them succeed at once. */
  next(...scenarios: readonly Scenario[]): this {
    this.#script = [...this.#script, ...scenarios]
    return this
  }

  /** How every build without a scenario of its own will go. */
  always(scenario: Scenario): this {
    this.#always = scenario
    return this
  }

  with(traits: JobTraits): this {
    this.traits = { ...this.traits, ...traits }
    return this
  }

  /** Starts the next build now: a request did, or somebody else whom the client must tell apart. */
  start(request: Partial<BuildRequest> = {}, now = this.#now()): Build {
    const [scenario = this.#always, ...later] = this.#script
    this.#script = later
    const number = this.traits.lastNumber + this.builds.length + 1
    const identity = {
      jobId: this.id,
      projectId: this.traits.projectId,
      number,
      dailyNumber: `${dayNumber(now)}.${this.builds.length + 1}`,
      createdAt: now,
    }
    const parameters = { ...this.traits.defaults, ...request.parameters }
    const started = new Build(identity, { ...request, parameters }, scenario.plan, this.#unit)
    this.builds.push(started)
    return started
  }

  /** A build of the past, which went by this scenario. */
  earlier(ago: Duration, request: Partial<BuildRequest>, scenario: Scenario = build()): Build {
    this.#script = [scenario, ...this.#script]
    return this.start(request, this.#now() - milliseconds(ago))
  }

  /** Changes the task's definition, so long ago. */
  changed(...ago: readonly Duration[]): this {
    this.changes = [...this.changes, ...ago.map((time) => this.#now() - milliseconds(time))]
    return this
  }

  find(number: number): Build | undefined {
    return this.builds.find((one) => one.identity.number === number)
  }
}
