import { explainRefusal } from '../sign-in/index.js'
import { ActionError, type ErrorCode, type ErrorDetails } from '../../../core/index.js'
import { retryAfterMs, serverTime } from '../../../http/index.js'
import { startOf } from '../../../text/index.js'
import { refusalInText, type RemoteRefusal } from './error-body.js'

/** An answer that is not what was asked for. */
export interface RefusedAnswer {
  /** e.g. `POST /v3/jobs/build`. */
  readonly call: string
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** The body's text, or the beginning of it. */
  readonly text: string
  readonly now: Date
  /** Text with stars in place of every secret. */
  readonly starred: (text: string) => string
}

type Meaning = Pick<ErrorDetails, 'hint' | 'transient' | 'delivery'> & {
  readonly code: ErrorCode
  /** A sentence of ours, where it is clearer than the service's message. */
  readonly message?: string
}

/** The build already ended (CodeArts Build error codes; seen with HTTP 400 and 200). */
export const ALREADY_ENDED = 'DEV.CB.032302'
const TOO_FREQUENT = 'CB.00060211'
/** Not there (yet): unknown job or record, no build history, log of a build that was not executed. */
const NOT_THERE = new Set(['CB.00031006', 'DEVCB.00031006', 'CB.00031059', 'CB.00030004'])
/** Network busy, internal error: a failure of the service itself, whatever the HTTP status. */
const TROUBLE = new Set(['CB.00060100', 'CB.00060101'])
const MESSAGE_MAX_CHARS = 600
const TITLE_MAX_CHARS = 200

/** What an unwanted answer means, with the service's own words, code and request id. Reads no secret. */
export function answerError(answer: RefusedAnswer): ActionError {
  const refusal = starredRefusal(answer)
  const meaning = meaningOf(answer, refusal)
  const requestId = answer.headers['x-request-id'] ?? refusal.requestId
  const wish = retryAfterMs(answer.headers, answer.now)
  return new ActionError(meaning.code, messageOf(answer, refusal, meaning.message), {
    hint: meaning.hint,
    delivery: meaning.delivery ?? 'answered',
    transient: meaning.transient ?? false,
    httpStatus: answer.status,
    ...(refusal.code !== undefined && { remoteCode: refusal.code }),
    ...(requestId !== undefined && { requestId }),
    ...(wish !== undefined && { retryAfterMs: wish }),
  })
}

/** Starred before anything of it is cut. */
function starredRefusal({ text, starred }: RefusedAnswer): RemoteRefusal {
  const { code, message, requestId } = refusalInText(text) ?? {}
  return {
    ...(code !== undefined && { code: starred(code) }),
    ...(message !== undefined && { message: starred(message) }),
    ...(requestId !== undefined && { requestId: starred(requestId) }),
  }
}

function meaningOf(answer: RefusedAnswer, refusal: RemoteRefusal): Meaning {
  const { status } = answer
  const remote = refusal.code ?? ''
  const gateway = gatewayNumber(remote)
  if (remote === TOO_FREQUENT || status === 429 || gateway === '0308') return THROTTLED
  if (NOT_THERE.has(remote)) return NOT_THERE_YET
  if (status === 404 && gateway === '0101') return NOT_OFFERED
  if (TROUBLE.has(remote) || status >= 500) return TROUBLED
  if (status >= 300 && status < 400) return REDIRECTED
  if (status === 401 || status === 403) return signInMeaning(answer, refusal)
  if (status === 404) return MISSING
  if (status >= 200 && status < 300) return refusal.code === undefined ? VAGUE : REFUSED
  return REFUSED
}

function signInMeaning(answer: RefusedAnswer, { code, message }: RemoteRefusal): Meaning {
  const time = serverTime(answer.headers)
  return explainRefusal({
    status: answer.status,
    now: answer.now,
    ...(code !== undefined && { remoteCode: code }),
    ...(message !== undefined && { remoteMessage: message }),
    ...(time !== undefined && { serverTime: time }),
  })
}

/** API Gateway's own codes come as `APIGW.0101` or `APIG.0101`: the number decides. */
function gatewayNumber(code: string): string | undefined {
  return /^APIGW?\.(\d{4})$/i.exec(code)?.[1]
}

const THROTTLED: Meaning = {
  code: 'throttled',
  // The gateway throttles before it reads a request, so a start that was throttled may be sent again.
  delivery: 'not-delivered',
  transient: true,
  hint: 'The service limits requests; they are repeated by themselves. A larger poll-interval-seconds sends fewer.',
}
const NOT_THERE_YET: Meaning = {
  code: 'not-found',
  transient: true,
  hint: 'Check job-id, the number of the build, and region.',
}
const NOT_OFFERED: Meaning = {
  code: 'not-offered',
  hint: 'This endpoint does not publish the call: check region and endpoint.',
}
const TROUBLED: Meaning = {
  code: 'service-error',
  delivery: 'unclear',
  transient: true,
  hint: 'Trouble inside the service; reads are repeated by themselves.',
}
const REDIRECTED: Meaning = {
  code: 'refused',
  hint: 'Redirects are not followed, because credentials would travel along: correct endpoint or the proxy.',
}
const MISSING: Meaning = { code: 'not-found', hint: 'Check endpoint, region and job-id.' }
const REFUSED: Meaning = {
  code: 'refused',
  hint: "The service's message says why; the CodeArts Build API reference explains its code.",
}
/** A refusal with HTTP 200 and without a code: a later read may be answered. */
const VAGUE: Meaning = { ...REFUSED, transient: true }

/** A gateway may quote the request it refused, its signature too: as long as a commit id of SHA-256. */
const SIGNATURE = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi

function messageOf(
  { call, status, headers, text, starred }: RefusedAnswer,
  refusal: RemoteRefusal,
  explained: string | undefined,
): string {
  const redirect = status >= 300 && status < 400
  const said =
    (explained ?? refusal.message?.trim()) ||
    (redirect ? `a redirect to ${hostOf(headers['location'])}` : describe(text, refusal, starred))
  const words = startOf(said.replace(SIGNATURE, '***'), MESSAGE_MAX_CHARS)
  return `${call} was refused: ${words.replace(/[.。\s]+$/, '')} (${statusOf(status, refusal.code)}).`
}

/** Status and code, which the service's support asks for: once, at the end of the sentence. */
export function statusOf(status: number, code: string | undefined): string {
  return [`HTTP ${status}`, ...(code === undefined ? [] : [code])].join(', ')
}

function hostOf(location: string | undefined): string {
  return location !== undefined && URL.canParse(location) ? new URL(location).host : 'another place'
}

function describe(text: string, refusal: RemoteRefusal, starred: (text: string) => string): string {
  if (refusal.code !== undefined) return 'the service gives no reason'
  if (text.trim() === '') return 'an empty answer'
  if (/^\s*</.test(text)) {
    // Only with its closing tag: where the text was cut inside the title, it may end in half a secret.
    const title = /<title[^>]{0,200}>([^<]+)</i.exec(text)?.[1]?.trim()
    return title === undefined
      ? 'an HTML page'
      : `an HTML page titled "${startOf(starred(title), TITLE_MAX_CHARS)}"`
  }
  return 'an answer without an error code'
}
