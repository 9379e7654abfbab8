import { dig, jsonObject, startOf } from '../../../text/index.js'

/** What a refusal of AWS says of itself. */
export interface AwsError {
  /** Without its namespace, e.g. `ThrottlingException`. */
  readonly code?: string
  readonly message?: string
}

/**
 * Reads the refusal of a JSON service: `__type` may carry a `namespace#`, and some answers have the code in the header
 * `x-amzn-errortype` only, where a `:` and an address may follow it (Smithy, "AWS JSON 1.1 protocol", operation error
 * serialization).
 */
export function readAwsError(headers: Readonly<Record<string, string>>, text: string): AwsError {
  const body = jsonObject(text)
  const code =
    plainCode(body['__type']) ?? plainCode(body['code']) ?? plainCode(headers['x-amzn-errortype'])
  const message =
    textOf(body['message']) ?? textOf(body['Message']) ?? textOf(dig(body, 'error', 'message'))
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) }
}

/** The same for an XML answer of STS (AWS STS API Reference, "Common errors"). */
export function readXmlError(text: string): AwsError {
  const code = element(text, 'Code')
  const message = element(text, 'Message')
  return { ...(code !== undefined && { code }), ...(message !== undefined && { message }) }
}

/** The text of the first element of that name, where it has no others inside. */
export function element(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.trim()
  return text === undefined || text === '' ? undefined : text.replace(/&(\w+);/g, entity)
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
}

function entity(whole: string, name: string): string {
  return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole
}

const CODE = /^[A-Za-z][A-Za-z0-9._-]{0,99}$/

function plainCode(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const code = value
    .replace(/^[^#]*#/, '')
    .replace(/:.*$/s, '')
    .trim()
  return CODE.test(code) ? code : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A signature error quotes the request it refused, session token included: from there on it is cut. */
const QUOTED_REQUEST = /The Canonical String[\s\S]*|The String-to-Sign[\s\S]*/i
const LONGEST_MESSAGE_CHARS = 600

/**
 * A remote message, starred already, for one line of ours: bounded, without a quoted request or anything as long as a
 * token.
 */
export function quotableMessage(message: string): string {
  const quotable = message
    .replace(QUOTED_REQUEST, '…')
    .replace(/[A-Za-z0-9+/=_-]{100,}/g, '***')
    .replace(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi, '***')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
  return startOf(quotable, LONGEST_MESSAGE_CHARS)
}
