import { createHash } from 'node:crypto'
import { writeLog } from './log-writer.js'
import type { BuildPlan } from './plan.js'
import { type OffsetUnit, TimedLog } from './timed-log.js'
import { type Timeline, timeline } from './timeline.js'

/** What a start call asked to build, and with what. */
export interface BuildRequest {
  readonly commit?: string
  readonly tag?: string
  readonly buildType?: string
  readonly parameters: Readonly<Record<string, string>>
}

export interface BuildIdentity {
  readonly jobId: string
  readonly projectId: string
  readonly number: number
  readonly dailyNumber: string
  /** Milliseconds since 1970, the service's clock. */
  readonly createdAt: number
}

export type Phase = 'hidden' | 'queued' | 'running' | 'ended'

/** One started build. Its state is computed from the time asked for, so that no timer runs. */
export class Build {
  readonly identity: BuildIdentity
  readonly request: BuildRequest
  readonly plan: BuildPlan
  readonly recordId: string
  /** The record's primary key, which no log call takes. */
  readonly primaryKey: string
  readonly timeline: Timeline
  /** Log offsets that clients were given: one who computes its own guesses at their unit. */
  readonly offsetsGiven = new Set([0])
  /** When the first stop request was taken. */
  stoppedAt: number | undefined
  #stopsAt = Infinity
  #log: { readonly endedAt: number; readonly text: TimedLog } | undefined
  readonly #unit: OffsetUnit

  constructor(identity: BuildIdentity, request: BuildRequest, plan: BuildPlan, unit: OffsetUnit) {
    this.identity = identity
    this.request = request
    this.plan = plan
    this.timeline = timeline(plan)
    this.recordId = uuid(`record ${identity.jobId} ${identity.number}`)
    this.primaryKey = uuid(`key ${identity.jobId} ${identity.number}`)
    this.#unit = unit
  }

  get startedAt(): number {
    return this.identity.createdAt + this.plan.queuedMs
  }

  get endedAt(): number {
    return Math.min(this.#naturalEnd, this.#stopsAt)
  }

  get executes(): boolean {
    return !this.plan.outcome.neverExecuted && this.startedAt <= this.endedAt
  }

  /** Whether the execution began by then: only such builds have a log and a history. */
  executed(now: number): boolean {
    return this.executes && now >= this.startedAt
  }

  phase(now: number): Phase {
    if (now < this.identity.createdAt + this.plan.appearsAfterMs) return 'hidden'
    if (now >= this.endedAt) return 'ended'
    return now >= this.startedAt ? 'running' : 'queued'
  }

  /** The record's word and whether it shows a finish time; a scripted claim goes before the truth. */
  status(now: number): { readonly word: string; readonly finished: boolean } {
    const age = now - this.identity.createdAt
    const claim = this.plan.claims.find(({ fromMs, untilMs }) => age >= fromMs && age < untilMs)
    if (claim !== undefined) return { word: claim.word, finished: claim.finishTime }
    if (now >= this.endedAt) return { word: this.endWord, finished: this.#showsFinish }
    const running = now >= this.startedAt
    return { word: running ? this.plan.runningWord : this.plan.queuedWord, finished: false }
  }

  get endWord(): string {
    return this.#aborted ? 'ABORTED' : this.plan.outcome.word
  }

  stepStatus(
    index: number,
    now: number,
  ): { readonly status: string; readonly buildTimeMs: number } {
    const step = this.timeline.steps[index]
    const begin = this.startedAt + (step?.beginMs ?? Infinity)
    if (step === undefined || !this.executed(now) || now < begin || begin > this.endedAt) {
      return { status: '', buildTimeMs: 0 }
    }
    const end = Math.min(this.startedAt + step.endMs, this.endedAt)
    if (now < end) return { status: 'running', buildTimeMs: Math.floor(now - begin) }
    const cutShort = this.#aborted && this.startedAt + step.endMs > this.endedAt
    return { status: cutShort ? 'error' : step.ends, buildTimeMs: Math.floor(end - begin) }
  }

  /** What was built, as the record tells it. */
  get commit(): string | null {
    if (this.plan.commit === null) return null
    return this.plan.commit === 'same' ? (this.request.commit ?? null) : this.plan.commit.other
  }

  stop(now: number): 'stopping' | 'already-ended' {
    if (now >= this.endedAt || this.plan.stop.kind === 'denied') return 'already-ended'
    this.stoppedAt ??= now
    if (this.plan.stop.kind === 'stops') {
      this.#stopsAt = Math.min(this.#stopsAt, now + this.plan.stop.afterMs)
    }
    return 'stopping'
  }

  log(): TimedLog {
    const endedAt = this.endedAt
    if (this.#log?.endedAt !== endedAt) {
      const run = { startedAt: this.startedAt, endedAt, word: this.endWord }
      const writings = writeLog(this.timeline.steps, this.plan.log, run)
      this.#log = { endedAt, text: new TimedLog(writings, this.plan.log, endedAt, this.#unit) }
    }
    return this.#log.text
  }

  get #naturalEnd(): number {
    if (this.plan.outcome.neverExecuted) return this.startedAt
    return this.startedAt + this.timeline.runsMs
  }

  get #aborted(): boolean {
    return this.#stopsAt < this.#naturalEnd
  }

  get #showsFinish(): boolean {
    return this.#aborted || this.plan.outcome.finishTime
  }
}

function uuid(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return [...parts, hex.slice(20, 32)].join('-')
}
