import { isObject, type JsonObject, parseJson } from '../../../text/index.js'
import { field, textOf } from './guards.js'

/** What an error answer says of itself, in the service's words. */
export interface RemoteRefusal {
  readonly code?: string
  readonly message?: string
  readonly requestId?: string
}

const BARE_WORDS_MAX_CHARS = 2_000

/**
 * The refusal inside an answer, whatever its HTTP status: errors come with 200 too (seen in stop and download
 * calls). `undefined` for an answer that is none.
 *
 * Assumption: the shapes are those of the API references of CodeArts Build and API Gateway and of recorded answers:
 * `error_code/error_msg`, `errorCode/errorMsg`, `error{code, message|reason}`, `status: fail`, `success: false`,
 * `code/message`.
 */
export function refusalIn(answer: unknown): RemoteRefusal | undefined {
  if (!isObject(answer)) return undefined
  const requestId = textOf(answer, 'request_id')
  const found = flat(answer) ?? nested(answer) ?? flagged(answer)
  return found === undefined || requestId === undefined ? found : { ...found, requestId }
}

/**
 * The same for a body's text. Text that is no JSON counts as a refusal if it names a code of the service or its
 * gateway.
 */
export function refusalInText(text: string): RemoteRefusal | undefined {
  return refusalInParsed(parseAnswer(text), text)
}

/** The same for a text that is parsed already, because a page of a log is too long to parse twice. */
export function refusalInParsed(value: unknown, text: string): RemoteRefusal | undefined {
  if (value !== undefined && typeof value !== 'string') return refusalIn(value)
  if (text.length > BARE_WORDS_MAX_CHARS || /^\s*</.test(text)) return undefined
  const code = /\b(?:DEV\.?CB|CB|APIGW?)\.\d{4,8}\b/.exec(text)?.[0]
  return code === undefined ? undefined : { code, message: text.trim() }
}

/** Parsed JSON, also of JSON that stands inside a JSON string; `undefined` for anything else. */
export function parseAnswer(text: string): unknown {
  const first = parseJson(text)
  return typeof first === 'string' && /^\s*\{/.test(first) ? (parseJson(first) ?? first) : first
}

function flat(answer: JsonObject): RemoteRefusal | undefined {
  const code = textOf(answer, 'error_code')
  if (code !== undefined) return refusal(code, textOf(answer, 'error_msg'))
  const plain = textOf(answer, 'code')
  const message = textOf(answer, 'message')
  if (plain === undefined || message === undefined || field(answer, 'result') !== undefined) {
    return undefined
  }
  return refusal(plain, message)
}

function nested(answer: JsonObject): RemoteRefusal | undefined {
  const error = field(answer, 'error')
  if (!isObject(error)) return undefined
  const code = textOf(error, 'code') ?? textOf(error, 'error_code')
  const message = textOf(error, 'message') ?? textOf(error, 'reason') ?? textOf(error, 'error_msg')
  return code === undefined && message === undefined ? undefined : refusal(code, message)
}

function flagged(answer: JsonObject): RemoteRefusal | undefined {
  const status = textOf(answer, 'status')?.toLowerCase()
  const failed = status === 'fail' || status === 'failed' || status === 'error'
  if (!failed && field(answer, 'success') !== false) return undefined
  const message = textOf(answer, 'message') ?? textOf(answer, 'error') ?? textOf(answer, 'result')
  return refusal(textOf(answer, 'err_code'), message)
}

function refusal(code: string | undefined, message: string | undefined): RemoteRefusal {
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) }
}
