import type { LogSink } from '../core/index.js'
import { blockEnd, LineCutter } from './line-cutter.js'
import type { LineReader } from './log-lines.js'

/** V8 keeps strings of this size where their memory is used again at once; for larger ones it asks the system each time. */
const BLOCK_BYTES = 64 * 1024

/** Cuts the log into lines once for all who read it. */
export class LineFeed implements LogSink {
  readonly #readers: readonly LineReader[]
  readonly #cutter = new LineCutter()

  constructor(readers: readonly LineReader[]) {
    this.#readers = readers
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let from = 0, to = 0; from < bytes.length; from = to) {
      to = blockEnd(bytes, from, BLOCK_BYTES)
      for (const lines of this.#cutter.cut(bytes.subarray(from, to))) {
        for (const reader of this.#readers) await reader.take(lines)
      }
    }
  }

  /** The log is over: its last line may be unfinished. */
  async close(): Promise<void> {
    const rest = this.#cutter.rest()
    for (const reader of this.#readers) await reader.end(rest)
  }
}
