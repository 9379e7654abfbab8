import { isObject, jsonObject, startOf } from '../../../text/index.js'

/** What an answer says went wrong, in whichever of the documented shapes it says it. */
export interface RemoteError {
  readonly code?: string
  readonly message?: string
}

/**
 * Reads `{error: {code, message}}`, `{error_code, error_msg}` and `{code, message}` (IAM and STS API
 * references, "Status codes"; API Gateway, "Error codes"). Anything else gives nothing.
 */
export function readRemoteError(text: string): RemoteError {
  const answer = jsonObject(text)
  const inner = isObject(answer['error']) ? answer['error'] : answer
  const code = firstText(inner['code'], inner['error_code'], answer['error_code'])
  const message = firstText(inner['message'], inner['error_msg'], answer['error_msg'])
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) }
}

const LONGEST_MESSAGE_CHARS = 200

/**
 * Remote words, starred already, fit for a one-line message: without control characters or long runs that may
 * be tokens. The gateway's signature errors quote the whole signed request, security token included: from
 * there on they are cut.
 */
export function quoted(message: string): string {
  const words = message
    .replace(/canonicalRequest[\s\S]*/i, '…')
    .replace(/[A-Za-z0-9+/=_-]{40,}/g, '***')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
  return startOf(words, LONGEST_MESSAGE_CHARS)
}

function firstText(...candidates: readonly unknown[]): string | undefined {
  for (const candidate of candidates) {
    if (typeof candidate === 'string' && candidate !== '') return candidate
    if (typeof candidate === 'number') return String(candidate)
  }
  return undefined
}
