import { createHash } from 'node:crypto'
import { type LogEvent, timedEvents } from './log-events.js'
import type { CodeBuildPlan, PhasePlan } from './scenario.js'

export interface PhaseTime {
  readonly plan: PhasePlan
  /** Milliseconds since 1970, the service's clock. */
  readonly from: number
  readonly to: number
}

export type State = 'hidden' | 'queued' | 'running' | 'ended'

/** One started build. Its state is computed from the time asked for, so that no timer runs. */
export class CodeBuild {
  readonly project: string
  readonly number: number
  readonly createdAt: number
  readonly plan: CodeBuildPlan
  /** The body of its start. */
  readonly request: Readonly<Record<string, unknown>>
  readonly uuid: string
  stoppedAt: number | undefined
  #stopsAt = Infinity
  #events: { readonly endedAt: number; readonly events: readonly LogEvent[] } | undefined

  constructor(
    project: string,
    number: number,
    createdAt: number,
    plan: CodeBuildPlan,
    request: Readonly<Record<string, unknown>>,
  ) {
    this.project = project
    this.number = number
    this.createdAt = createdAt
    this.plan = plan
    this.request = request
    const hex = createHash('sha256').update(`${project} ${number}`).digest('hex')
    this.uuid = [0, 8, 12, 16, 20]
      .map((from, at) => hex.slice(from, [8, 12, 16, 20, 32][at]))
      .join('-')
  }

  get id(): string {
    return `${this.project}:${this.uuid}`
  }

  get machineAt(): number {
    return this.createdAt + this.plan.queuedMs
  }

  get endedAt(): number {
    return Math.min(this.machineAt + this.#runsMs, this.#stopsAt)
  }

  get endWord(): string {
    return this.#isStopped ? 'STOPPED' : this.plan.endWord
  }

  get executes(): boolean {
    return this.machineAt < this.endedAt || !this.#isStopped
  }

  state(now: number): State {
    if (now < this.createdAt + this.plan.appearsAfterMs) return 'hidden'
    if (now >= this.endedAt) return 'ended'
    return now >= this.machineAt ? 'running' : 'queued'
  }

  /** The word and whether it is told with an end time; a claim goes before the truth while the build lives. */
  status(now: number): string {
    if (now >= this.endedAt) return this.endWord
    const age = now - this.createdAt
    const claim = this.plan.claims.find(({ fromMs, untilMs }) => age >= fromMs && age < untilMs)
    return claim?.word ?? 'IN_PROGRESS'
  }

  /** The project's own phases, with their times as if nobody stopped the build. */
  get phases(): readonly PhaseTime[] {
    const { phases } = this.plan
    const given = phases.reduce((sum, { lastsMs = 0 }) => sum + lastsMs, 0)
    const open = phases.filter(({ lastsMs }) => lastsMs === undefined).length
    const share = open === 0 ? 0 : Math.max(0, this.#runsMs - given) / open
    let at = this.machineAt
    return phases.map((plan) => {
      const from = at
      at += plan.lastsMs ?? share
      return { plan, from, to: at }
    })
  }

  stop(now: number): void {
    if (now >= this.endedAt) return
    this.stoppedAt ??= now
    const { stop } = this.plan
    if (stop.kind === 'stops') this.#stopsAt = Math.min(this.#stopsAt, now + stop.afterMs)
  }

  get events(): readonly LogEvent[] {
    const { endedAt } = this
    if (this.#events?.endedAt !== endedAt) {
      this.#events = { endedAt, events: timedEvents(this, this.#isStopped) }
    }
    return this.#events.events
  }

  hasLog(now: number): boolean {
    const { isOff, appearsAfterMs } = this.plan.log
    if (isOff || appearsAfterMs === undefined || !this.executes) return false
    return now >= this.machineAt + appearsAfterMs
  }

  get #runsMs(): number {
    const given = this.plan.phases.reduce((sum, { lastsMs = 0 }) => sum + lastsMs, 0)
    return this.plan.runsMs ?? Math.max(1_000, given)
  }

  get #isStopped(): boolean {
    return this.#stopsAt < this.machineAt + this.#runsMs
  }
}
