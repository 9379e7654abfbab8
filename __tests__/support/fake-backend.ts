import { ActionError } from '../../src/core/errors.js'
import type { Backend, Clock, RepeatableStart } from '../../src/core/ports.js'
import type {
  Candidate,
  Conclusion,
  LogChunk,
  LogCursor,
  RunFacts,
  RunSnapshot,
  RunTitle,
  StartedRun,
} from '../../src/core/run.js'

export const WORDS = { run: 'build', runs: 'builds', owner: 'task' } as const

export const STARTED: StartedRun = {
  ref: { build: 7 },
  name: 'build #7',
  number: '7',
  commit: 'c0ffee',
}

export type Call = 'start' | 'findStarted' | 'snapshot' | 'log' | 'stop'

/** A run whose state is a function of the clock. Times are milliseconds after its start. */
export interface Life {
  readonly runsFrom?: number
  /** From then on until the other time it waits for a person. */
  readonly waits?: readonly [from: number, until: number]
  readonly endsAt?: number
  readonly conclusion?: Conclusion
  readonly word?: string
  /** Text that becomes readable at a time; `Finished: ` in it completes the log. */
  readonly log?: readonly (readonly [at: number, text: string])[]
  /** Milliseconds from an accepted stop to the end; absent: accepted and ignored. */
  readonly stopTakes?: number
  readonly executed?: boolean
}

/** What a call does instead of answering: fail, or take its time. */
export type Twist = (count: number, signal: AbortSignal) => Promise<void> | void

export class FakeBackend implements Backend {
  readonly words = WORDS
  readonly calls: { readonly call: Call; readonly at: number }[] = []
  readonly twists: Partial<Record<Call, Twist>> = {}
  found: readonly Candidate[] = []
  repeatableStart?: RepeatableStart
  startedAt: number | undefined
  #stoppedAt: number | undefined
  readonly #clock: Clock
  readonly #life: Life

  constructor(clock: Clock, life: Life = {}) {
    this.#clock = clock
    this.#life = life
  }

  titleOf(): RunTitle {
    return { name: STARTED.name, url: 'https://console.example/7' }
  }

  count(call: Call): number {
    return this.calls.filter((made) => made.call === call).length
  }

  at(call: Call): number | undefined {
    return this.calls.find((made) => made.call === call)?.at
  }

  get runs(): boolean {
    return this.startedAt !== undefined && this.#age() < this.#end().at
  }

  async start(signal: AbortSignal): Promise<StartedRun> {
    await this.#enter('start', signal)
    this.startedAt = this.#clock.now()
    return STARTED
  }

  async findStarted(_since: Date, signal: AbortSignal): Promise<readonly Candidate[]> {
    await this.#enter('findStarted', signal)
    return this.found
  }

  async snapshot(_run: unknown, signal: AbortSignal): Promise<RunSnapshot> {
    await this.#enter('snapshot', signal)
    const end = this.#end()
    if (this.#age() >= end.at) {
      return { phase: 'ended', facts: this.#facts(end.word), conclusion: end.conclusion }
    }
    const [from, until] = this.#life.waits ?? [Infinity, Infinity]
    if (this.#age() >= from && this.#age() < until) {
      return { phase: 'waiting', facts: { word: '5', waitsFor: 'Approve it.' } }
    }
    const running = this.#age() >= (this.#life.runsFrom ?? 0)
    return running
      ? { phase: 'running', facts: this.#facts('RUNNING') }
      : { phase: 'queued', facts: { word: 'INQUEUE' } }
  }

  async *log(
    _run: unknown,
    cursor: LogCursor | undefined,
    _ended: boolean,
    signal: AbortSignal,
  ): AsyncIterable<LogChunk> {
    await this.#enter('log', signal)
    const from = Number(cursor?.['piece'] ?? 0)
    for (const [index, [at, text]] of (this.#life.log ?? []).entries()) {
      if (index < from) continue
      if (at > this.#age()) return
      yield {
        bytes: Buffer.from(text),
        cursor: { piece: index + 1 },
        complete: text.trimEnd().split('\n').at(-1)?.startsWith('Finished: ') === true,
      }
    }
  }

  async stop(_run: unknown, signal: AbortSignal): Promise<'stopping' | 'already-ended'> {
    await this.#enter('stop', signal)
    if (!this.runs) return 'already-ended'
    this.#stoppedAt ??= this.#age()
    return 'stopping'
  }

  async #enter(call: Call, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    this.calls.push({ call, at: this.#clock.now() })
    await this.twists[call]?.(this.count(call), signal)
    signal.throwIfAborted()
  }

  #age(): number {
    return this.#clock.now() - (this.startedAt ?? this.#clock.now())
  }

  #end(): { at: number; word: string; conclusion: Conclusion } {
    const { endsAt = Infinity, stopTakes, word = 'SUCCESS', conclusion = 'succeeded' } = this.#life
    const stopped = (this.#stoppedAt ?? Infinity) + (stopTakes ?? Infinity)
    return stopped < endsAt
      ? { at: stopped, word: 'ABORTED', conclusion: 'stopped' }
      : { at: endsAt, word, conclusion }
  }

  #facts(word: string): RunFacts {
    return this.#life.executed === false ? { word } : { word, startedAt: new Date(0) }
  }
}

/** A failure of the given kind, as a backend would throw it. */
export function fault(
  delivery: 'not-delivered' | 'unclear' | 'answered',
  details: { transient?: boolean; retryAfterMs?: number } = {},
): ActionError {
  return new ActionError('service-error', `Made up: ${delivery}.`, {
    hint: 'None needed.',
    delivery,
    transient: details.transient ?? delivery !== 'answered',
    ...(details.retryAfterMs !== undefined && { retryAfterMs: details.retryAfterMs }),
  })
}

/** Fails the calls whose number (from 1) is listed. */
export function failing(numbers: readonly number[], error: () => Error): Twist {
  return (count) => {
    if (numbers.includes(count)) throw error()
  }
}

/** Waits for ever, or until dropped. */
export function hanging(numbers: readonly number[]): Twist {
  return (count, signal) => {
    if (!numbers.includes(count)) return
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    })
  }
}
