/** One status of an execution, and how long it lasts; without a time it stays until somebody acts. */
export interface Leg {
  readonly status: number
  readonly lastsMs?: number
}

/** What an execution does, and what becomes of it when it is acted on. */
export interface ReleasePlan {
  readonly legs: readonly Leg[]
  /** After a retry of a failed one. */
  readonly retried?: readonly Leg[]
  /** After a rollback of a finished one. */
  readonly rolledBack?: readonly Leg[]
  /** After a stop; 13 for a second, then 3. */
  readonly stopped?: readonly Leg[]
  /** What the records show as its version; 1. */
  readonly version?: string
  /** Its stages' tasks, as the records show them at a status. */
  readonly stages?: (status: number | undefined) => readonly unknown[]
}

const STOPPED: readonly Leg[] = [{ status: 13, lastsMs: 1_000 }, { status: 3 }]
const ROLLED_BACK: readonly Leg[] = [{ status: 10, lastsMs: 2_000 }, { status: 11 }]
/** The statuses in which the service refuses another start. */
const LIVE = new Set([1, 4, 5, 7, 10, 13, 14])

/** One execution: a script of statuses that time and people move on. */
export class ReleaseExecution {
  readonly id: string
  readonly plan: ReleasePlan
  readonly createdAt: number
  /** When each leg of its life began, the service's clock. */
  readonly #begun: { readonly status: number; readonly at: number; readonly lastsMs: number }[] = []
  #next: readonly Leg[]
  stops = 0

  constructor(id: string, plan: ReleasePlan, now: number) {
    this.id = id
    this.plan = plan
    this.createdAt = now
    this.#next = plan.legs
    this.#advance(now)
  }

  /** Its status at a time, which may be past: records that lag behind tell an earlier one. */
  statusAt(time: number): number | undefined {
    this.#advance(time)
    return this.#begun.findLast(({ at }) => at <= time)?.status
  }

  isLive(now: number): boolean {
    return LIVE.has(this.statusAt(now) ?? 0)
  }

  endedAt(now: number): number | undefined {
    return this.isLive(now) ? undefined : this.#begun.at(-1)?.at
  }

  /** Goes on with what comes after the present leg. */
  proceed(now: number): void {
    this.#begin(this.#next.length === 0 ? [{ status: 2 }] : this.#next, now)
  }

  fail(now: number): void {
    this.#begin([{ status: 3 }], now)
  }

  stop(now: number): void {
    this.stops += 1
    this.#begin(this.plan.stopped ?? STOPPED, now)
  }

  retry(now: number): void {
    this.#begin(this.plan.retried ?? [{ status: 4, lastsMs: 2_000 }, { status: 2 }], now)
  }

  rollback(now: number): void {
    this.#begin(this.plan.rolledBack ?? ROLLED_BACK, now)
  }

  #begin(legs: readonly Leg[], now: number): void {
    const [first, ...rest] = legs
    if (first === undefined) return
    this.#begun.push({ status: first.status, at: now, lastsMs: first.lastsMs ?? Infinity })
    this.#next = rest
  }

  #advance(now: number): void {
    if (this.#begun.length === 0) this.#begin(this.#next, now)
    for (;;) {
      const last = this.#begun.at(-1)
      const over = (last?.at ?? now) + (last?.lastsMs ?? Infinity)
      if (over > now || this.#next.length === 0) return
      this.#begin(this.#next, over)
    }
  }
}
