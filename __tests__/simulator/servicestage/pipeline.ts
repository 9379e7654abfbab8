import { ReleaseExecution, type ReleasePlan } from './execution.js'

/** A release task: it executes once at a time. */
export class Pipeline {
  readonly id: string
  readonly executions: ReleaseExecution[] = []
  readonly #plans: ReleasePlan[] = []
  readonly #now: () => number
  readonly #newId: () => string
  lastTriggerAt: number | undefined

  constructor(id: string, now: () => number, newId: () => string) {
    this.id = id
    this.#now = now
    this.#newId = newId
  }

  /** What the next executions do, one after the other; without a plan, 4 for 2 s and then 2. */
  next(...plans: readonly ReleasePlan[]): this {
    this.#plans.push(...plans)
    return this
  }

  get newest(): ReleaseExecution | undefined {
    return this.executions.at(-1)
  }

  /** Starts one, as the service's own page would, too. */
  start(plan?: ReleasePlan): ReleaseExecution {
    const chosen = plan ?? this.#plans.shift() ?? GOOD
    const execution = new ReleaseExecution(this.#newId(), chosen, this.#now())
    this.executions.push(execution)
    this.lastTriggerAt = this.#now()
    return execution
  }
}

const GOOD: ReleasePlan = { legs: [{ status: 4, lastsMs: 2_000 }, { status: 2 }] }
