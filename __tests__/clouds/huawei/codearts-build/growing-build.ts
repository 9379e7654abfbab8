import { isNotOffered } from '../../../../src/clouds/huawei/gateway/api-versions.js'
import type { LogCursor } from '../../../../src/core/run.js'
import { type Bench, bench, NOW, RUN, undropped } from './backend-bench.js'
import { NOT_PUBLISHED, type ScriptedAnswer } from './scripted-transport.js'

export interface GrowingStep {
  readonly name: string
  readonly log: string
  readonly seconds: number
  /** Listed by no page. */
  readonly hidden?: boolean
  /** Never has a file of its own. */
  readonly fileless?: boolean
}

export interface Site {
  readonly files?: 'ordinal' | 'name'
  readonly whole?: boolean
  /** Whether files announce their size. */
  readonly announces?: boolean
  /** Share of its log that a step has written at this share of its time; even by default. */
  readonly growth?: (share: number) => number
  /** What the whole log holds; by default the steps' logs and a closing line. */
  readonly wholeLog?: string
}

export const CLOSING = 'Finished: SUCCESS\n'

/** A site without incremental log calls, whose step files grow with a clock of its own; counts what it sends. */
export class GrowingBuild {
  readonly bench: Bench
  printed = ''
  movedBytes = 0
  /** Fetches by task name or `whole`. */
  readonly fetched: string[] = []
  #second = 0
  #cursor: LogCursor | undefined
  readonly #steps: readonly GrowingStep[]
  readonly #site: Site

  constructor(steps: readonly GrowingStep[], site: Site = {}) {
    this.#steps = steps
    this.#site = site
    this.bench = bench(
      (asked) => this.#answer(asked),
      {},
      { now: () => NOW + this.#second * 1_000 },
    )
  }

  get seconds(): number {
    return this.#steps.reduce((sum, { seconds }) => sum + seconds, 0)
  }

  get log(): string {
    return this.#steps.map(({ log }) => log).join('')
  }

  /** Looks each `every` seconds until the end, and each second behind it, up to a closing line or for 15 s. */
  async follow(every: number): Promise<void> {
    const end = this.seconds
    for (this.#second = 1; this.#second < end + 15 && !this.printed.endsWith(CLOSING);) {
      await this.#lookAsThePumpDoes(this.#second >= end)
      this.#second += this.#second >= end ? 1 : Math.min(every, end - this.#second)
    }
  }

  /** What can't be followed is waited for: it may be offered whole after the end. */
  async #lookAsThePumpDoes(ended: boolean): Promise<void> {
    try {
      await this.look(ended)
    } catch (error) {
      if (ended || !isNotOffered(error)) throw error
    }
  }

  async look(ended: boolean): Promise<void> {
    for await (const { bytes, cursor } of this.bench.backend.log(
      RUN,
      this.#cursor,
      ended,
      undropped(),
    )) {
      this.printed += Buffer.from(bytes).toString()
      this.#cursor = cursor
    }
  }

  at(second: number): this {
    this.#second = second
    return this
  }

  #answer(asked: string): ScriptedAnswer {
    if (asked.includes('record-info')) {
      return { body: { result: { status: 'RUNNING', build_record_id: 'rec-1' } } }
    }
    if (asked.includes('history-details')) {
      const build_steps = this.#steps.flatMap((step, index) =>
        step.hidden === true ? [] : [{ name: step.name, status: this.#status(index) }],
      )
      return { body: { build_steps, parameters: {} } }
    }
    const name = /task-log\?task_name=([^&]*)/.exec(asked)?.[1]
    if (name !== undefined) return this.#stepFile(decodeURIComponent(name))
    if (!asked.includes('/v4/rec-1/download-log') || this.#site.whole === false)
      return NOT_PUBLISHED
    return this.#file('whole', this.#site.wholeLog ?? this.log + CLOSING)
  }

  #stepFile(name: string): ScriptedAnswer {
    if (this.#site.files === undefined) return NOT_PUBLISHED
    const visible = this.#steps.filter(({ hidden }) => hidden !== true)
    const step =
      this.#site.files === 'name'
        ? visible.find((one) => one.name === name)
        : visible[Number(/^stage(\d+)$/.exec(name)?.[1]) - 1]
    const log = step === undefined ? '' : this.#written(this.#steps.indexOf(step))
    if (log === '' || step?.fileless === true) return { body: { status: 'success', result: null } }
    return this.#file(name, log)
  }

  #file(name: string, log: string): ScriptedAnswer {
    this.fetched.push(name)
    this.movedBytes += Buffer.byteLength(log)
    const length = { 'content-length': String(Buffer.byteLength(log)) }
    return {
      headers: {
        'content-type': 'application/octet-stream',
        ...(this.#site.announces === true && length),
      },
      body: log,
    }
  }

  #share(index: number): number {
    const begin = this.#steps.slice(0, index).reduce((sum, { seconds }) => sum + seconds, 0)
    const length = this.#steps[index]?.seconds ?? 1
    return Math.min(1, Math.max(0, (this.#second - begin) / length))
  }

  #status(index: number): string {
    const share = this.#share(index)
    return share <= 0 ? '' : share < 1 ? 'running' : 'success'
  }

  #written(index: number): string {
    const { growth = (share: number) => share } = this.#site
    const log = this.#steps[index]?.log ?? ''
    return log.slice(0, Math.floor(log.length * growth(this.#share(index))))
  }
}
