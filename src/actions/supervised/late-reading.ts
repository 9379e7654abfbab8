import type { LineReader, LogLines } from '../../log/index.js'
import { loadAfterStart } from './load-after-start.js'
import type { LogReading, LogReadingParts } from './log-reading.js'

/** Reads the log by code that is loaded when the first lines come. */
export class LateReading implements LineReader {
  readonly #parts: LogReadingParts
  #reading: Promise<LogReading> | undefined

  constructor(parts: LogReadingParts) {
    this.#parts = parts
  }

  /** The reading itself, whatever it has read so far. */
  loaded(): Promise<LogReading> {
    this.#reading ??= this.#load()
    return this.#reading
  }

  async take(lines: LogLines): Promise<void> {
    await (await this.loaded()).take(lines)
  }

  async end(rest: string): Promise<void> {
    await (await this.loaded()).end(rest)
  }

  async #load(): Promise<LogReading> {
    const { LogReading } = await loadAfterStart()
    return new LogReading(this.#parts)
  }
}
