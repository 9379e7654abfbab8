const LONGEST_CLOSING_LINE = 256

/**
 * The line that CodeArts Build, as Jenkins before it, closes a log with, after an optional time stamp and level.
 * Any build can print one, so it is a hint and never an end.
 */
const CLOSING_LINE = /^(?:\[[^\]]*\] ?){0,2}Finished: [A-Z_]+\s*$/

/** Whether the last line of a log, as far as it was read, is the closing one. */
export class ClosingLine {
  #end: Buffer = Buffer.alloc(0)

  push(bytes: Uint8Array): void {
    const fresh = bytes.subarray(-LONGEST_CLOSING_LINE)
    const kept = this.#end.subarray(
      -(LONGEST_CLOSING_LINE - Math.min(fresh.length, LONGEST_CLOSING_LINE)),
    )
    this.#end =
      fresh.length >= LONGEST_CLOSING_LINE ? Buffer.from(fresh) : Buffer.concat([kept, fresh])
  }

  get seen(): boolean {
    const lines = this.#end.toString('utf8').trimEnd().split('\n')
    return CLOSING_LINE.test(lines.at(-1) ?? '')
  }
}
