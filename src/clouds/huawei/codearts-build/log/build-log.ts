import type { BuildApi } from '../api/build-api.js'
import type { BuildRun } from '../api/build-run.js'
import { isNotOffered } from '../../gateway/index.js'
import { ActionError, type LogChunk, type LogCursor } from '../../../../core/index.js'
import { ClosingLine } from './closing-line.js'
import { followPages, type PagePlace, type PageWay, placeOf } from './incremental-log.js'
import type { LogCalls } from './log-calls.js'
import { StepFilesLog } from './step-files-log.js'

export interface BuildLogOptions {
  readonly api: BuildApi
  readonly calls: LogCalls
  readonly now: () => number
  readonly debug: (line: string) => void
}

type Way = PageWay | 'files'

const NEXT_WAY: Readonly<Record<PageWay, Way>> = { v3: 'v1', v1: 'files' }

/** A build's log by the best way the service offers: incremental pages, else the files of its steps. */
export class BuildLog {
  readonly #options: BuildLogOptions
  readonly #files: StepFilesLog
  readonly #closingLine = new ClosingLine()
  #way: Way = 'v3'

  constructor(options: BuildLogOptions) {
    this.#options = options
    this.#files = new StepFilesLog(options)
  }

  /** What the log holds after the cursor now; each chunk says whether the log so far ends in its closing line. */
  async *follow(
    run: BuildRun,
    cursor: LogCursor | undefined,
    ended: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<LogChunk, void, undefined> {
    for await (const chunk of this.#read(run, cursor, ended, signal)) {
      this.#closingLine.push(chunk.bytes)
      yield { ...chunk, complete: this.#closingLine.seen }
    }
  }

  async *#read(
    run: BuildRun,
    cursor: LogCursor | undefined,
    ended: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<LogChunk, void, undefined> {
    // Once something was read the version stays: the offsets of another one may have another unit.
    const bound = wayOf(cursor)
    for (let way = bound ?? this.#way; way !== 'files'; way = NEXT_WAY[way]) {
      this.#way = way
      let read = bound !== undefined
      try {
        for await (const chunk of this.#pages(run, placeOf(way, cursor), signal)) {
          read = true
          yield chunk
        }
        return
      } catch (error) {
        if (!isNotOffered(error) || read) throw error
        this.#options.debug(`log: the incremental call ${way} is not offered here`)
      }
    }
    this.#way = 'files'
    yield* this.#files.follow(run, cursor, ended, signal)
  }

  async *#pages(
    run: BuildRun,
    place: PagePlace,
    signal: AbortSignal,
  ): AsyncGenerator<LogChunk, void, undefined> {
    const { calls } = this.#options
    const ask = (offset: number, dropped: AbortSignal) =>
      place.way === 'v3' ? calls.pageV3(run, offset, dropped) : calls.pageV1(run, offset, dropped)
    try {
      yield* followPages(ask, place, signal)
    } catch (error) {
      if (!isAtBeginning(place) || !isNothingYet(error)) throw error
    }
  }
}

function wayOf(cursor: LogCursor | undefined): Way | undefined {
  const way = cursor?.['way']
  if (way === undefined) return undefined
  return way === 'v3' || way === 'v1' ? way : 'files'
}

function isAtBeginning({ offset, seen }: PagePlace): boolean {
  return offset === 0 && seen === 0
}

/** Right after the start, and for a build that was never executed (500 `CB.00030004`), there is no log. */
function isNothingYet(error: unknown): boolean {
  return error instanceof ActionError && error.code === 'not-found'
}
