import { isAscii } from 'node:buffer'

/** A part of the log as its readers get it: whole lines, each with its newline, or a part of an endless one. */
export class LogLines {
  readonly bytes: Buffer
  readonly whole: boolean
  #text: string | undefined

  constructor(bytes: Buffer, whole: boolean) {
    this.bytes = bytes
    this.whole = whole
  }

  /** Bytes that are no UTF-8 become U+FFFD. Most of a log is ASCII, which needs no decoding. */
  get text(): string {
    this.#text ??= this.bytes.toString(isAscii(this.bytes) ? 'latin1' : 'utf8')
    return this.#text
  }
}

/** Reads the log line by line. */
export interface LineReader {
  /** Resolves when the reader is done with the bytes, which are then overwritten, and the next lines may come. */
  take(lines: LogLines): Promise<void>
  /** The log is over; `rest` is what stands after its last newline. */
  end(rest: string): Promise<void>
}
