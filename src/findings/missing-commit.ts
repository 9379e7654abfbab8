import { ActionError, type LogSink } from '../core/index.js'

/** A line of git that names a commit which the repository lacks; longer lines are no such message. */
const LONGEST_LINE_BYTES = 1_024
const NEWLINE = 0x0a

/**
 * How git says that it lacks a commit: git's own sources, `upload-pack.c` ("not our ref"), `checkout`, `rev-parse`.
 * The service's documents name no error for it.
 */
const GIT_LACKS_IT =
  /not our ref|not a tree|find remote ref|bad object|not a valid object|unable to read tree|did not match any|unknown revision|no such commit|could not (?:parse|find)|ambiguous argument/i

/**
 * Notices in the log that the checkout failed because the repository lacks the commit, e.g. a mirror that is out of
 * date.
 */
export class MissingCommit implements LogSink {
  readonly #commit: string
  readonly #needle: Buffer
  #carry: Buffer = Buffer.alloc(0)
  #noticed = false

  constructor(commit: string) {
    this.#commit = commit.toLowerCase()
    this.#needle = Buffer.from(this.#commit)
  }

  get noticed(): boolean {
    return this.#noticed
  }

  /** Whether the text, e.g. the service's own reason, says so. */
  isIn(text: string): boolean {
    return text.toLowerCase().includes(this.#commit) && GIT_LACKS_IT.test(text)
  }

  get explanation(): ActionError {
    return new ActionError(
      'not-found',
      `The repository that the build task reads does not have commit ${this.#commit}.`,
      {
        hint: 'If it is a mirror, let it catch up before this step (push to it, or trigger its sync), or run the job again; else check that the task reads the repository of this workflow.',
      },
    )
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.#noticed) return Promise.resolve()
    const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    // Only the line that began in the last chunk is joined, because chunks are large.
    const first = data.indexOf(NEWLINE) + 1
    const line = Buffer.concat([this.#carry, first === 0 ? data : data.subarray(0, first)])
    this.#look(line)
    if (first > 0) this.#look(data.subarray(first))
    const rest = first === 0 ? line : data.subarray(data.lastIndexOf(NEWLINE) + 1)
    // This may be the front of a line that goes on in the next chunk.
    this.#carry = Buffer.from(rest.subarray(-LONGEST_LINE_BYTES))
    return Promise.resolve()
  }

  #look(data: Buffer): void {
    for (let at = data.indexOf(this.#needle); at !== -1; at = data.indexOf(this.#needle, at + 1)) {
      const before = data.lastIndexOf(NEWLINE, at)
      const end = data.indexOf(NEWLINE, at)
      const from = Math.max(before + 1, at - LONGEST_LINE_BYTES)
      const to = Math.min(end === -1 ? data.length : end, at + LONGEST_LINE_BYTES)
      if (GIT_LACKS_IT.test(data.toString('utf8', from, to))) this.#noticed = true
    }
  }
}
