import { ActionError } from '../../core/index.js'
import { type HttpAnswer, type HttpRequest, readText, type Transport } from '../../http/index.js'
import { isOverloaded } from '../../text/index.js'

/** What octokit hands to its `fetch`. */
export interface OctokitRequest {
  readonly method?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
}

/** The part of a `Response` that octokit looks at. */
export interface OctokitAnswer {
  readonly status: number
  readonly url: string
  readonly headers: ReadonlyMap<string, string>
  text(): Promise<string>
  arrayBuffer(): Promise<ArrayBuffer>
}

const METHODS = ['GET', 'POST', 'PATCH'] as const
/** A hundred check runs with a full summary and text each. */
const LARGEST_ANSWER_BYTES = 16_000_000
const NEVER = new AbortController().signal

/**
 * octokit's `fetch` over our own transport: proxies, exact time limits, no redirects. Node's fetch knows no proxy, and
 * would take the token along to wherever it is sent. octokit wraps what this throws and keeps it as `cause`.
 */
export function octokitFetch(
  transport: Transport,
  answerWithinMs: number,
): (address: string, request: OctokitRequest) => Promise<OctokitAnswer> {
  return async (address, { headers, body: sent, signal, method }) => {
    const request: HttpRequest = {
      method: METHODS.find((known) => known === method) ?? 'GET',
      url: new URL(address),
      headers: { ...headers },
      answerWithinMs,
      ...(typeof sent === 'string' && { body: sent }),
    }
    const answer = await transport.send(request, signal ?? NEVER)
    const body = await readText(answer, LARGEST_ANSWER_BYTES)
    // octokit builds whatever is JSON; of an empty text it makes an answer that is none of GitHub's.
    const text = isOverloaded(body) ? '' : body
    // octokit would read a redirect as the answer.
    if (answer.status >= 300 && answer.status < 400) throw redirected(request, answer)
    return {
      status: answer.status,
      url: address,
      headers: new Map(Object.entries(answer.headers)),
      text: () => Promise.resolve(text),
      arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)),
    }
  }
}

function redirected({ method, url }: HttpRequest, { status }: HttpAnswer): ActionError {
  return new ActionError(
    'refused',
    `GitHub redirects ${method} ${url.pathname} (HTTP ${status}), and redirects are not followed.`,
    {
      hint: 'The repository was renamed or moved while the workflow ran: run it again under the new name.',
      httpStatus: status,
    },
  )
}
