const NEWLINE = 0x0a
const LONGEST_CLOSING_LINE = 256

/**
 * The line CodeArts Build, as Jenkins before it, closes a log with, behind an optional time stamp and level.
 * Any build can print one, so it is a hint and never an end.
 */
const CLOSING_LINE = /^(?:\[[^\]]*\] ?){0,2}Finished: [A-Z_]+\s*$/

/** Remembers of a log only its size and its last line. */
export class LogTail {
  #bytes = 0
  #newlines = 0
  #end: Buffer = Buffer.alloc(0)

  push(bytes: Uint8Array): void {
    this.#bytes += bytes.length
    this.#newlines += countNewlines(bytes)
    const fresh = bytes.subarray(-LONGEST_CLOSING_LINE)
    const kept = this.#end.subarray(
      -(LONGEST_CLOSING_LINE - Math.min(fresh.length, LONGEST_CLOSING_LINE)),
    )
    this.#end =
      fresh.length >= LONGEST_CLOSING_LINE ? Buffer.from(fresh) : Buffer.concat([kept, fresh])
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Whole lines so far. */
  get lines(): number {
    return this.#newlines
  }

  /** Whether the last line so far is a closing one. */
  get closed(): boolean {
    const lines = this.#end.toString('utf8').trimEnd().split('\n')
    return CLOSING_LINE.test(lines.at(-1) ?? '')
  }
}

/** Lines that end in these bytes. */
export function countNewlines(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1
  return count
}
