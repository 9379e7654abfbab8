import type { ActionError } from '../../../core/index.js'
import {
  contentOf,
  type HttpAnswer,
  readStart,
  readText,
  serverTime,
  type Transport,
  unexpectedAnswer,
} from '../../../http/index.js'
import type { JsonObject } from '../../../text/index.js'
import { answerError } from './answer-errors.js'
import { parseAnswer, refusalIn, refusalInParsed } from './error-body.js'
import { type FileAnswer, readFileAnswer } from './file-answer.js'
import type { PageReader } from './page-reader.js'
import type { PageAnswer } from './page-text.js'

/** One call of the service, by its path's segments: each is encoded, so that none can become another path. */
export interface ServiceCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: readonly (string | number)[]
  readonly query?: Readonly<Record<string, string | number>>
  /** Sent as JSON; a POST or PUT without fields sends `{}`, because the gateway refuses an empty body. */
  readonly body?: JsonObject
  readonly answerWithinMs?: number
  /** As in `HttpRequest`: 60 s, and no limit for logs and files. */
  readonly completeWithinMs?: number
  /** Whether an empty 200 means yes, by a document or by what was observed. */
  readonly mayBeEmpty?: boolean
}

export interface ServiceClientOptions {
  readonly transport: Transport
  /** Without a trailing slash. */
  readonly base: URL
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Text with stars in place of every secret, because errors quote the service. */
  readonly starred: (text: string) => string
}

/** A service that single calls are made to. */
export interface CalledService {
  readonly client: ServiceClient
  /** A line for debug runs. */
  readonly debug: (line: string) => void
}

const ERROR_MAX_BYTES = 64 * 1024

/** Speaks HTTP with the service: JSON and files in, `ActionError` for everything else. */
export class ServiceClient {
  readonly #options: ServiceClientOptions
  #clockOffsetMs = 0

  constructor(options: ServiceClientOptions) {
    this.#options = options
  }

  /** The service's clock minus ours, in milliseconds, by the last answer's `Date`; 0 before there was one. */
  get clockOffsetMs(): number {
    return this.#clockOffsetMs
  }

  /**
   * The answer's JSON. Throws `ActionError` for a refusal, also one that comes with HTTP 200, and `bad-answer`,
   * delivery `unclear`, for a 200 that can't be read. `parse` is for answers that JSON.parse would falsify.
   */
  async json(call: ServiceCall, signal: AbortSignal, parse = parseAnswer): Promise<unknown> {
    const answer = await this.answer(call, signal)
    return this.#parsed(call, answer, await readText(answer), parse)
  }

  /** The same for a page of a log, read by `pages`. */
  async page(
    call: ServiceCall,
    name: string,
    pages: PageReader,
    signal: AbortSignal,
  ): Promise<PageAnswer> {
    const answer = await this.answer({ ...call, completeWithinMs: Infinity }, signal)
    const page = await pages.read(answer, name)
    if (typeof page === 'string') return { answer: this.#parsed(call, answer, page) }
    if (refusalIn(page.answer) === undefined) return page
    throw this.refused(call, answer, JSON.stringify(page.answer))
  }

  #parsed(call: ServiceCall, answer: HttpAnswer, text: string, parse = parseAnswer): unknown {
    if (text.trim() === '' && call.mayBeEmpty === true) return {}
    const value = parse(text)
    if (refusalInParsed(value, text) !== undefined) throw this.refused(call, answer, text)
    if (typeof value === 'object' && value !== null) return value
    const requestId = answer.headers['x-request-id']
    throw unexpectedAnswer(nameOf(call), answer.status, contentOf(text), requestId)
  }

  /** A download. JSON in its place is a refusal or "nothing there yet", with HTTP 200 too. */
  async file(call: ServiceCall, signal: AbortSignal): Promise<FileAnswer> {
    const answer = await this.answer({ ...call, completeWithinMs: Infinity }, signal)
    return readFileAnswer(nameOf(call), answer, (text) => this.refused(call, answer, text))
  }

  /** The head of a 2xx answer, its body unread; throws for every other. */
  async answer(call: ServiceCall, signal: AbortSignal): Promise<HttpAnswer> {
    const { transport, base, now } = this.#options
    const answer = await transport.send(
      {
        method: call.method,
        url: urlOf(base, call),
        headers: { accept: '*/*', 'content-type': 'application/json' },
        ...(hasBody(call) && { body: JSON.stringify(call.body ?? {}) }),
        ...(call.answerWithinMs !== undefined && { answerWithinMs: call.answerWithinMs }),
        ...(call.completeWithinMs !== undefined && { completeWithinMs: call.completeWithinMs }),
      },
      signal,
    )
    const time = serverTime(answer.headers)
    if (time !== undefined) this.#clockOffsetMs = time.getTime() - now()
    if (answer.status >= 200 && answer.status < 300) return answer
    throw this.refused(call, answer, await readStart(answer, ERROR_MAX_BYTES))
  }

  /** Text with stars in place of every secret. */
  starred(text: string): string {
    return this.#options.starred(text)
  }

  /** The error of a refused call, from its answer's text. */
  refused(call: ServiceCall, answer: HttpAnswer, text: string): ActionError {
    const { status, headers } = answer
    const { starred } = this.#options
    const now = new Date(this.#options.now())
    return answerError({ call: nameOf(call), status, headers, text, now, starred })
  }
}

function hasBody({ method }: ServiceCall): boolean {
  return method === 'POST' || method === 'PUT'
}

/** e.g. `GET /v3/jobs/…/status`, for messages. */
export function nameOf(call: ServiceCall): string {
  return `${call.method} /${call.path.join('/')}`
}

function urlOf(base: URL, call: ServiceCall): URL {
  const url = new URL(base)
  const path = call.path.map((segment) => encodeURIComponent(segment)).join('/')
  url.pathname = `${base.pathname.replace(/\/+$/, '')}/${path}`
  const query = Object.entries(call.query ?? {})
  // %20 for a blank: signers and gateways don't agree on what + means.
  url.search = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
  return url
}
