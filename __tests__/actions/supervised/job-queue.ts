import { ActionError } from '../../../src/core/errors.js'
import type { Backend, Clock } from '../../../src/core/ports.js'
import type {
  Candidate,
  Conclusion,
  LogChunk,
  LogCursor,
  ReportWish,
  RunFacts,
  RunRef,
  RunReport,
  RunSnapshot,
  StartedRun,
  Step,
} from '../../../src/core/run.js'

export const QUEUE_WORDS = { run: 'job', runs: 'jobs', owner: 'queue' } as const
export const JOB: StartedRun = { ref: { job: 'j-9f' }, name: 'job j-9f', number: 'j-9f' }

export interface QueueLife {
  readonly endsAt: number
  readonly word?: 'DONE' | 'GAVE_UP' | 'DROPPED'
  /** Its log, if jobs have one: text that is there from a time on. Nothing in it tells its end. */
  readonly log?: readonly (readonly [at: number, text: string])[]
  readonly lateLogMs?: number
  /** The answer to the start is lost on the way. */
  readonly losesStart?: true
}

const CONCLUSIONS: Readonly<Record<string, Conclusion>> = {
  DONE: 'succeeded',
  GAVE_UP: 'failed',
  DROPPED: 'stopped',
}

/**
 * A system as unlike CodeArts Build as the port allows: its jobs have names instead of numbers, no page, no commit and
 * words of their own, and their log, where there is one, has no stamps, no step marks and no last line.
 */
export class JobQueue implements Backend {
  readonly words = QUEUE_WORDS
  readonly lateLogMs?: number
  readonly log?: NonNullable<Backend['log']>
  readonly calls: string[] = []
  readonly #clock: Clock
  readonly #life: QueueLife
  #startedAt: number | undefined
  #droppedAt: number | undefined

  constructor(clock: Clock, life: QueueLife) {
    this.#clock = clock
    this.#life = life
    if (life.lateLogMs !== undefined) this.lateLogMs = life.lateLogMs
    if (life.log !== undefined) this.log = (_run, cursor) => this.#pages(cursor)
  }

  get isRunning(): boolean {
    return this.#startedAt !== undefined && this.#age < this.#end
  }

  start(): Promise<StartedRun> {
    this.calls.push('start')
    this.#startedAt = this.#clock.now()
    if (this.#life.losesStart !== true) return Promise.resolve(JOB)
    return Promise.reject(
      new ActionError('no-answer', 'The connection broke.', { hint: 'Wait.', delivery: 'unclear' }),
    )
  }

  findStarted(): Promise<readonly Candidate[]> {
    this.calls.push('find')
    return Promise.resolve(this.#startedAt === undefined ? [] : [JOB])
  }

  snapshot(): Promise<RunSnapshot> {
    this.calls.push('look')
    const { word = 'DONE' } = this.#life
    const facts: RunFacts = { word: 'WAITING' }
    if (this.#age < 5_000) return Promise.resolve({ phase: 'queued', facts })
    if (this.#age < this.#end) return Promise.resolve({ phase: 'running', facts: { word: 'BUSY' } })
    const last = this.#droppedAt !== undefined ? 'DROPPED' : word
    return Promise.resolve({
      phase: 'ended',
      facts: { word: last, durationMs: this.#end - 5_000 },
      conclusion: CONCLUSIONS[last] ?? 'unknown',
    })
  }

  stop(): Promise<'stopping' | 'already-ended'> {
    this.calls.push('stop')
    if (!this.isRunning) return Promise.resolve('already-ended')
    this.#droppedAt ??= this.#age + 2_000
    return Promise.resolve('stopping')
  }

  report(_run: RunRef, { failed }: ReportWish): Promise<RunReport> {
    const steps: readonly Step[] = [
      { name: 'FETCH', status: 'succeeded', durationMs: 1_000 },
      { name: 'CRUNCH', status: failed ? 'failed' : 'succeeded', durationMs: 9_000 },
    ]
    return Promise.resolve({ steps, artifacts: [], recent: { days: 7, succeeded: 3, total: 4 } })
  }

  async *#pages(cursor: LogCursor | undefined): AsyncGenerator<LogChunk> {
    const pages = this.#life.log ?? []
    for (const [index, [at, text]] of pages.entries()) {
      if (index < Number(cursor?.['page'] ?? 0) || at > this.#age) continue
      yield await Promise.resolve({ bytes: Buffer.from(text), cursor: { page: index + 1 } })
    }
  }

  get #age(): number {
    return this.#clock.now() - (this.#startedAt ?? this.#clock.now())
  }

  get #end(): number {
    return Math.min(this.#life.endsAt, this.#droppedAt ?? Infinity)
  }
}
