import type { BuildApi } from '../api/build-api.js'
import type { BuildRun } from '../api/build-run.js'
import { drop, isNotOffered } from '../../gateway/index.js'
import { ActionError, type LogChunk, type LogCursor } from '../../../../core/index.js'
import { CountedBytes } from './counted-bytes.js'
import { isAffordable, isSettled, isWholeAffordable, isWorthFetching } from './fetch-pacing.js'
import { FileRecords } from './file-record.js'
import { LineMemory } from './line-memory.js'
import type { LogCalls } from './log-calls.js'
import { StepFiles } from './step-file.js'
import { stateOf, StepList, type StepState } from './step-list.js'
import { wholeLines } from './whole-lines.js'
import { wholeBytesOf } from './whole-log.js'
import { LATE_LOOK_MS, WholeReader } from './whole-reader.js'

export interface StepFilesOptions {
  readonly api: BuildApi
  readonly calls: LogCalls
  readonly now: () => number
  readonly debug: (line: string) => void
}

/** Steps that the build's page doesn't show (checkout, environment) may count as stages: so many are asked for at most. */
const MAX_STAGES = 120
/** How long a finished step's file may take to appear. */
const MISSING_AFTER_MS = 10_000

interface Visit {
  readonly run: BuildRun
  readonly recordId: string
  readonly ended: boolean
  readonly signal: AbortSignal
}

interface StepPlace {
  readonly step: number
  readonly bytes: number
}

/**
 * The log of a service without an incremental call: the file of each step, one after the other, and where a file
 * can't be had, at the end the whole log without the lines printed before. Serves one build.
 */
export class StepFilesLog {
  readonly #options: StepFilesOptions
  readonly #list: StepList
  readonly #files: StepFiles
  readonly #records = new FileRecords()
  readonly #printed = new LineMemory()
  readonly #whole: WholeReader
  /** The reason why the files can't be followed any more. */
  #broken: ActionError | undefined
  /** The first step whose file wasn't read to its end, and where the printed text ends. */
  #next = 0
  #last: StepPlace = { step: 0, bytes: 0 }
  #doneAt: number | undefined
  #looked = false

  constructor(options: StepFilesOptions) {
    this.#options = options
    this.#list = new StepList(options.api, options.now)
    this.#files = new StepFiles(options.calls, options.debug)
    this.#whole = new WholeReader({ ...options, printed: this.#printed, records: this.#records })
  }

  async *follow(
    run: BuildRun,
    cursor: LogCursor | undefined,
    ended: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<LogChunk, void, undefined> {
    const recordId = await this.#list.recordId(run, signal)
    if (recordId === undefined) return
    const visit: Visit = { run, recordId, ended, signal }
    const from = wholeBytesOf(cursor)
    const replaceable = !this.#isBroken() && from === 0
    if (ended && this.#doneAt === undefined) {
      if (yield* this.#whole.rest({ recordId, from, replaceable, signal })) return
    }
    if (this.#broken === undefined) {
      try {
        yield* this.#remembered(this.#steps(visit, placeOf(cursor)))
      } catch (error) {
        if (!isNotOffered(error)) throw error
        this.#break(error)
      }
    }
    if (!this.#isBroken()) return
    if (!ended) throw onlyAtTheEnd()
    yield* this.#whole.rest({ recordId, from, replaceable: false, signal })
  }

  /** A method, because otherwise the compiler assumes that the field has its value of before the steps. */
  #isBroken(): boolean {
    return this.#broken !== undefined
  }

  async *#remembered(chunks: AsyncIterable<LogChunk>): AsyncGenerator<LogChunk, void, undefined> {
    for await (const chunk of chunks) {
      this.#printed.add(chunk.bytes)
      this.#records.printed(chunk.bytes.length)
      yield chunk
    }
  }

  async *#steps(visit: Visit, from: StepPlace): AsyncGenerator<LogChunk, void, undefined> {
    const { now } = this.#options
    if (this.#doneAt !== undefined) {
      if (now() - this.#doneAt >= LATE_LOOK_MS) yield* this.#lateLook(visit)
      return
    }
    let place = from.step < this.#next ? { step: this.#next, bytes: 0 } : from
    for (; place.step < MAX_STAGES; place = { step: place.step + 1, bytes: 0 }) {
      this.#next = place.step
      const steps = await this.#list.read(visit.run, visit.signal)
      const state = stateOf(steps, place.step, visit.ended)
      if (state === 'coming' || (state === 'beyond' && !visit.ended)) return
      if (!this.#isDue(place.step, state, visit.ended)) return
      const size = yield* this.#print(visit, place, steps[place.step]?.name, state)
      if (state === 'running') return
      if (state === 'beyond' && (size ?? 0) === 0) break
      if (state === 'finished' && size === undefined) {
        this.#missing(place.step, visit.ended)
        return
      }
    }
    if (visit.ended) this.#doneAt = now()
  }

  #isDue(step: number, state: StepState, ended: boolean): boolean {
    const now = this.#options.now()
    if (state === 'running') {
      return isWorthFetching(this.#records.of(step, now), this.#records.totals, now)
    }
    return ended || isSettled(this.#records.finished(step, now), now)
  }

  /** The step ran and has no file yet. If none comes, reading by steps ends here, so that the order is kept. */
  #missing(step: number, ended: boolean): void {
    const now = this.#options.now()
    const { finishedAt = now } = this.#records.finished(step, now)
    if (ended || now - finishedAt >= MISSING_AFTER_MS) this.#break(noFile(step))
  }

  /** Prints what a step's file holds after the place; the file's size, or `undefined` where there is none. */
  async *#print(
    { recordId, signal }: Visit,
    { step, bytes: from }: StepPlace,
    name: string | undefined,
    state: StepState,
  ): AsyncGenerator<LogChunk, number | undefined, undefined> {
    const at = this.#options.now()
    const file = await this.#files.open(recordId, step, name, signal)
    if (file === undefined) return undefined
    const announced = file.length !== undefined
    if (announced && !this.#isWorthReading(file.length, from, state)) {
      await drop(file)
      this.#records.fetched(step, { at, size: file.length, announced })
      return file.length
    }
    const counted = new CountedBytes(file.bytes, (bytes) => this.#records.moved(bytes))
    for await (const { bytes, end } of wholeLines(counted, from, state !== 'running')) {
      this.#last = { step, bytes: end }
      yield { bytes, cursor: cursorOf(this.#last) }
    }
    this.#records.fetched(step, { at, size: counted.size, announced })
    return counted.size
  }

  #isWorthReading(length: number, from: number, state: StepState): boolean {
    if (length <= from) return false
    return state !== 'running' || isAffordable(length, from, this.#records.totals)
  }

  /** Once more the file that was printed last, for lines that reached it after the end. */
  async *#lateLook(visit: Visit): AsyncGenerator<LogChunk, void, undefined> {
    if (this.#looked) return
    this.#looked = true
    const { step } = this.#last
    if (!isWholeAffordable(this.#records.totals)) return
    const steps = await this.#list.read(visit.run, visit.signal)
    yield* this.#print(visit, this.#last, steps[step]?.name, 'finished')
  }

  #break(error: ActionError): void {
    this.#broken = error
    this.#options.debug(`log: the files of the steps can't be followed (${error.message})`)
  }
}

function placeOf(cursor: LogCursor | undefined): StepPlace {
  const { way, step, bytes } = cursor ?? {}
  if (way !== 'steps') return { step: 0, bytes: 0 }
  return {
    step: typeof step === 'number' ? step : 0,
    bytes: typeof bytes === 'number' ? bytes : 0,
  }
}

function cursorOf({ step, bytes }: StepPlace): LogCursor {
  return { way: 'steps', step, bytes }
}

/** Where the log can't be followed, it can't hint at the end either: the record is read more often then. */
function onlyAtTheEnd(): ActionError {
  return new ActionError('not-offered', 'The log can be read only after the end', {
    hint: 'The whole log is read when the build ended.',
  })
}

function noFile(step: number): ActionError {
  return new ActionError('not-found', `Step ${step + 1} has no log file`, {
    hint: 'The whole log is read when the build ended.',
  })
}
