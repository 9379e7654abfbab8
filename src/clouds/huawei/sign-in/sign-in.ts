import { ActionError, type ErrorCode } from '../../../core/index.js'
import {
  type HttpAnswer,
  type HttpRequest,
  readText,
  retryAfterMs,
  type Transport,
} from '../../../http/index.js'
import { quoted, readRemoteError, type RemoteError } from './remote-error.js'

const ANSWER_MAX_BYTES = 1024 * 1024

/** One way to sign in, as its errors name it. */
export interface SignInKind {
  /** E.g. `IAM sign-in of user ci`. */
  readonly name: string
  /** The input that names the endpoint. */
  readonly endpointInput: 'iam-endpoint' | 'sts-endpoint'
  /** Text with stars in place of every secret: no message quotes one. */
  readonly starred: (text: string) => string
  /** What the owner of the account should change after this refusal. */
  readonly hintFor: (error: RemoteError) => string
}

export interface SignInAnswer {
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Posts a sign-in and gives a 2xx answer back; anything else is an `ActionError` that quotes no secret. */
export async function postSignIn(
  transport: Transport,
  url: URL,
  body: unknown,
  kind: SignInKind,
  signal: AbortSignal,
): Promise<SignInAnswer> {
  const request: HttpRequest = {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  }
  const answer = await transport.send(request, signal)
  const text = await readText(answer, ANSWER_MAX_BYTES)
  if (answer.status >= 200 && answer.status < 300) return { headers: answer.headers, text }
  throw refusal(answer, readRemoteError(text), kind)
}

/** An answer that should hold a credential and doesn't. */
export function unreadable(kind: SignInKind, missing: string): ActionError {
  return new ActionError(
    'bad-answer',
    `${kind.name}: the answer holds no ${missing} of 8 characters or more without blanks`,
    {
      hint: `Check ${kind.endpointInput}: another service may be answering there.`,
    },
  )
}

function refusal(answer: HttpAnswer, error: RemoteError, kind: SignInKind): ActionError {
  const { status } = answer
  const [code, hint] = verdict(status, error, kind)
  const shown = (words: string): string => quoted(kind.starred(words))
  const said = error.message === undefined ? '' : `: ${shown(error.message)}`
  const figures = [`HTTP ${status}`, ...(error.code === undefined ? [] : [shown(error.code)])]
  const requestId = answer.headers['x-request-id']
  const wait = retryAfterMs(answer.headers, new Date())
  return new ActionError(
    code,
    `${kind.name} was refused${said.replace(/[.\s]+$/, '')} (${figures.join(', ')}).`,
    {
      hint,
      transient: code === 'throttled' || code === 'service-error',
      httpStatus: status,
      ...(error.code !== undefined && { remoteCode: shown(error.code) }),
      ...(requestId !== undefined && { requestId: shown(requestId) }),
      ...(wait !== undefined && { retryAfterMs: wait }),
    },
  )
}

function verdict(status: number, error: RemoteError, kind: SignInKind): [ErrorCode, string] {
  if (status === 429) return ['throttled', 'Too many sign-ins at once; it is tried again later.']
  if (status >= 500) return ['service-error', 'The sign-in service is in trouble; try again later.']
  if (status < 400) {
    return [
      'refused',
      `Redirects are never followed with credentials: check ${kind.endpointInput}.`,
    ]
  }
  if (status === 404 || status === 405) {
    return ['bad-input', `No sign-in is offered there: check ${kind.endpointInput} and the region.`]
  }
  return ['credentials-refused', kind.hintFor(error)]
}
