import { ActionError, type LogChunk, type LogCursor } from '../../../core/index.js'
import { LOG_PAGE_MAX_BYTES } from '../../../http/index.js'
import type { AwsJsonClient } from '../protocol/index.js'
import type { BuildRecord } from './build-record.js'
import { isClosed, type LogPage, readLogPage } from './log-page.js'
import { isExecuted } from './snapshot.js'

export interface BuildLogOptions {
  readonly logs: AwsJsonClient
  readonly now: () => number
  readonly pollIntervalMs: number
  /** Prints a line in the job's log. */
  readonly print: (line: string) => void
  readonly warn: (warning: ActionError) => void
}

/** A stream may give empty pages although more follow; so many in a row are looked at without a pause. */
const MOST_EMPTY_PAGES = 50
const NOTHING = new Uint8Array()

/** Follows the log of one build in CloudWatch Logs; the build's record names its group and stream. */
export class BuildLog {
  readonly #options: BuildLogOptions
  #lastLines: readonly string[] = []
  /** Whether the log can be read as far as we know; the one line that it can't is printed when this turns false. */
  #readable = true

  constructor(options: BuildLogOptions) {
    this.#options = options
  }

  /** What the log holds after the cursor now. `record` is the build as it was seen last. */
  async *follow(
    record: BuildRecord | undefined,
    cursor: LogCursor | undefined,
    ended: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<LogChunk, void, undefined> {
    if (record === undefined || (ended && !isExecuted(record))) return
    const { group, stream, switchedOff } = record.log
    if (switchedOff)
      this.#giveUp('CloudWatch Logs are switched off for this project: there is no log to print.')
    if (!this.#readable) {
      // `complete`, because nothing will come: the end needn't wait for a late tail.
      if (ended) yield { bytes: NOTHING, cursor: cursor ?? {}, complete: true }
      return
    }
    if (group === undefined || stream === undefined) {
      if (ended) throw withoutStream()
      return
    }
    try {
      yield* this.#pages({ logGroupName: group, logStreamName: stream }, cursor, ended, signal)
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      if (error.code === 'not-found' && !ended) return
      if (error.code !== 'not-permitted') throw error
      this.#readable = false
      this.#options.warn(notPermitted(error))
    }
  }

  async *#pages(
    place: Readonly<Record<string, string>>,
    cursor: LogCursor | undefined,
    ended: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<LogChunk, void, undefined> {
    let token = cursor === undefined ? undefined : String(cursor['token'])
    for (let emptyPages = 0; emptyPages < MOST_EMPTY_PAGES;) {
      const page = await this.#page(place, token, signal)
      const moved = page.nextToken !== undefined && page.nextToken !== token
      token = page.nextToken ?? token
      emptyPages = page.text === '' ? emptyPages + 1 : 0
      this.#lastLines = [...this.#lastLines, ...page.lastLines].slice(-2)
      const complete = isClosed(this.#lastLines)
      if (moved || page.text !== '') {
        yield { bytes: Buffer.from(page.text), cursor: { token: token ?? '' }, complete }
      }
      if (!moved || (page.text !== '' && (ended ? complete : this.#isFresh(page)))) return
    }
  }

  async #page(
    place: Readonly<Record<string, string>>,
    nextToken: string | undefined,
    signal: AbortSignal,
  ): Promise<LogPage> {
    const body = { ...place, startFromHead: true, ...(nextToken !== undefined && { nextToken }) }
    const call = { operation: 'GetLogEvents', body, reads: true, mostBytes: LOG_PAGE_MAX_BYTES }
    return readLogPage(await this.#options.logs.call(call, signal))
  }

  /**
   * Whether the page's last line is newer than one poll: another call now would bring little, so the next look reads
   * on.
   */
  #isFresh({ lastAt }: LogPage): boolean {
    const { logs, now, pollIntervalMs } = this.#options
    return lastAt !== undefined && now() + logs.clockOffsetMs - lastAt < pollIntervalMs
  }

  #giveUp(reason: string): void {
    if (this.#readable) this.#options.print(reason)
    this.#readable = false
  }
}

function withoutStream(): ActionError {
  return new ActionError('not-found', 'The build has no log group or stream in CloudWatch Logs.', {
    hint: "Check the project's log settings, and that its service role may create log groups and streams.",
    transient: true,
  })
}

function notPermitted(error: ActionError): ActionError {
  return error.with({
    message: `The log of the build can't be read; its verdict does not depend on it. ${error.message}`,
  })
}
