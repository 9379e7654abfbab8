import { drop } from '../../gateway/index.js'
import { ActionError, type LogChunk } from '../../../../core/index.js'
import { isWholeAffordable } from './fetch-pacing.js'
import type { FileRecords } from './file-record.js'
import type { LineMemory } from './line-memory.js'
import type { LogCalls } from './log-calls.js'
import { unprintedLines } from './whole-log.js'

/** When an ended build's log is read once more for a late tail; the reader waits 10 s for one. */
export const LATE_LOOK_MS = 6_000

export interface WholeReaderOptions {
  readonly calls: LogCalls
  readonly now: () => number
  readonly debug: (line: string) => void
  readonly printed: LineMemory
  readonly records: FileRecords
}

export interface WholeVisit {
  readonly recordId: string
  /** Bytes of the whole log that were printed or skipped so far. */
  readonly from: number
  /** Whether the files of the steps could bring the rest, too. */
  readonly replaceable: boolean
  readonly signal: AbortSignal
}

/** Reads the whole log of an ended build: once, and once more for its late tail. */
export class WholeReader {
  readonly #options: WholeReaderOptions
  #readAt: number | undefined
  #looked = false

  constructor(options: WholeReaderOptions) {
    this.#options = options
  }

  /**
   * Prints what wasn't printed yet. Returns false, and only if the log can be read in another way, when the whole log isn't
   * there, holds another text, or would move too many bytes.
   */
  async *rest(visit: WholeVisit): AsyncGenerator<LogChunk, boolean, undefined> {
    if (this.#readAt !== undefined) {
      yield* this.#lateTail(visit, this.#readAt)
      return true
    }
    if (visit.replaceable && !isWholeAffordable(this.#options.records.totals)) return false
    let printing = false
    try {
      for await (const chunk of this.#read(visit)) {
        printing = true
        yield chunk
      }
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      if (visit.replaceable && !printing) {
        this.#options.debug(`log: the whole log does not serve (${error.message})`)
        return false
      }
      if (this.#options.records.totals.printed > 0 || !isNeverExecuted(error)) throw error
      return true
    }
    this.#readAt = this.#options.now()
    return true
  }

  /** After a closing line nobody asks for more. */
  async *#lateTail(visit: WholeVisit, readAt: number): AsyncGenerator<LogChunk, void, undefined> {
    if (this.#looked || this.#options.now() - readAt < LATE_LOOK_MS) return
    this.#looked = true
    yield* this.#read({ ...visit, replaceable: false })
  }

  async *#read({
    recordId,
    from,
    replaceable,
    signal,
  }: WholeVisit): AsyncGenerator<LogChunk, void, undefined> {
    const { calls, printed, records } = this.#options
    const file = await calls.wholeFile(recordId, signal)
    if (file.length !== undefined && file.length <= from) {
      await drop(file)
      return
    }
    const moved = (bytes: number): void => records.moved(bytes)
    yield* unprintedLines({ file, checklist: printed.checklist(), from, replaceable, moved })
  }
}

/** A build that was never executed has neither log nor history (CodeArts Build error codes). */
function isNeverExecuted({ remoteCode }: ActionError): boolean {
  return remoteCode === 'CB.00030004' || remoteCode === 'CB.00031059'
}
