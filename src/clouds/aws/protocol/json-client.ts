import {
  contentOf,
  readStart,
  readText,
  serverTime,
  type Transport,
  unexpectedAnswer,
} from '../../../http/index.js'
import { isObject, type JsonObject, parseJson } from '../../../text/index.js'
import { answerError } from './answer-errors.js'
import type { AwsService } from './aws-service.js'

/** One call: an operation and its parameters. */
export interface OperationCall {
  /** e.g. `StartBuild`. */
  readonly operation: string
  readonly body: JsonObject
  /** Whether it only reads: such a request may be sent over a kept connection. */
  readonly reads: boolean
  readonly answerWithinMs?: number
  /** Of the answer; the limit of answers that are no logs otherwise. */
  readonly mostBytes?: number
}

export interface JsonClientOptions {
  /** Signs in. */
  readonly transport: Transport
  readonly base: URL
  readonly service: AwsService
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Text with stars in place of every secret. */
  readonly starred: (text: string) => string
}

const ERROR_MAX_BYTES = 64 * 1024

/** Speaks AWS JSON 1.1 with one service: JSON in, `ActionError` for everything else. */
export class AwsJsonClient {
  readonly #options: JsonClientOptions
  #clockOffsetMs = 0

  constructor(options: JsonClientOptions) {
    this.#options = options
  }

  /** The service's clock minus ours, in milliseconds, by the last answer's `Date`; 0 before there was one. */
  get clockOffsetMs(): number {
    return this.#clockOffsetMs
  }

  /** The answer's object. Throws `bad-answer`, delivery `unclear`, for a 200 that can't be read. */
  async call(call: OperationCall, signal: AbortSignal): Promise<JsonObject> {
    const { transport, base, service, now, starred } = this.#options
    const { operation, reads, answerWithinMs } = call
    const answer = await transport.send(
      {
        method: 'POST',
        url: new URL(base),
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `${service.target}.${operation}`,
        },
        body: JSON.stringify(call.body),
        ...(reads && { repeatable: true }),
        ...(answerWithinMs !== undefined && { answerWithinMs }),
      },
      signal,
    )
    const time = serverTime(answer.headers)
    if (time !== undefined) this.#clockOffsetMs = time.getTime() - now()
    if (answer.status < 200 || answer.status > 299) {
      const text = await readStart(answer, ERROR_MAX_BYTES)
      throw answerError({ service, operation }, answer, { text, now: new Date(now()), starred })
    }
    const text = await readText(answer, call.mostBytes)
    const value = parseJson(text)
    if (isObject(value)) return value
    const requestId = answer.headers['x-amzn-requestid']
    throw unexpectedAnswer(operation, answer.status, contentOf(text), requestId)
  }
}
