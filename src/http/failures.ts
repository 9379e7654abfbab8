import { isNativeError } from 'node:util/types'
import { ActionError } from '../core/index.js'
import type { HttpRequest } from './messages.js'

const CERTIFICATE_CODES = /CERT|UNABLE_TO_|SELF_SIGNED|INVALID_CA|HOSTNAME_MISMATCH/
const HEADER_CODES = new Set(['ERR_INVALID_CHAR', 'ERR_HTTP_INVALID_HEADER_VALUE'])
/** How the `tunnel` package begins its errors; its code says ECONNRESET for all of them. */
const PROXY_REFUSAL = /^(tunneling socket could not be established|got illegal response body)/

/**
 * Why a request has no answer. `stood`: whether there was a connection, with its TLS handshake done. Before that no byte
 * of the request can have left, whatever the error's code; afterwards nothing is certain.
 */
export function sendFailure(request: HttpRequest, error: unknown, stood: boolean): ActionError {
  if (error instanceof ActionError) return error
  const code = codeOf(error)
  if (HEADER_CODES.has(code)) return badHeader(request)
  return stood ? noAnswer(request, reasonOf(error), error) : unreachable(request, code, error)
}

/** The failure of a request that was given up after a silence of so many milliseconds. */
export function silence(request: HttpRequest, ms: number, stood: boolean): ActionError {
  const seconds = Math.round(ms / 100) / 10
  if (stood) return noAnswer(request, `nothing came for ${seconds} s`)
  return new ActionError('unreachable', `${target(request)}: no connection within ${seconds} s`, {
    hint: UNREACHABLE_HINT,
    delivery: 'not-delivered',
    transient: true,
  })
}

/** The failure of a request whose answer was still coming when its time was over. */
export function overdue(request: HttpRequest, ms: number, stood: boolean): ActionError {
  const seconds = Math.round(ms / 100) / 10
  const error = noAnswer(request, `it was not complete after ${seconds} s`)
  return stood ? error : error.with({ delivery: 'not-delivered' })
}

/** The failure of an answer's body that arrived but can't be decoded. */
export function undecodable(request: HttpRequest, encoding: string, cause?: unknown): ActionError {
  return new ActionError(
    'bad-answer',
    `${target(request)}: the answer can't be decoded (content-encoding ${encoding})`,
    {
      hint: 'A gateway or proxy on the way changes answers; try without it.',
      delivery: 'unclear',
      transient: true,
      cause,
    },
  )
}

/** The failure of requests that were dropped, or never sent, because the transport was closed. */
export function closed(request: HttpRequest, stood: boolean): ActionError {
  return new ActionError('no-answer', `${target(request)}: dropped, this action is leaving`, {
    hint: 'Nothing to do: the action was ending.',
    delivery: stood ? 'unclear' : 'not-delivered',
  })
}

const UNREACHABLE_HINT =
  "Check the region or endpoint, and the runner's DNS, firewall and proxy settings (https_proxy, no_proxy)."

/** Method, host and path: no query, header or body, which may hold secrets. */
function target(request: HttpRequest): string {
  return `${request.method} ${request.url.protocol}//${request.url.host}${request.url.pathname}`
}

function unreachable(request: HttpRequest, code: string, cause: unknown): ActionError {
  const certificate = CERTIFICATE_CODES.test(code)
  return new ActionError('unreachable', `${target(request)} wasn't sent: ${reasonOf(cause)}`, {
    hint: hintFor(certificate, cause),
    delivery: 'not-delivered',
    transient: !certificate,
    cause,
  })
}

function hintFor(certificate: boolean, cause: unknown): string {
  if (certificate) {
    return (
      "The server's certificate is not trusted here. For a private CA, or a proxy that opens TLS, set " +
      "NODE_EXTRA_CA_CERTS to its PEM file in the env of the job or in the runner's .env file."
    )
  }
  if (PROXY_REFUSAL.test(reasonOf(cause))) {
    return 'The proxy refused the connection: check https_proxy, its user and password, and its list of allowed hosts.'
  }
  return UNREACHABLE_HINT
}

function noAnswer(request: HttpRequest, reason: string, cause?: unknown): ActionError {
  return new ActionError('no-answer', `${target(request)} has no full answer: ${reason}`, {
    hint: 'The service or the network between may be overloaded; reads are repeated by themselves.',
    delivery: 'unclear',
    transient: true,
    cause,
  })
}

function badHeader(request: HttpRequest): ActionError {
  return new ActionError(
    'bad-input',
    `${target(request)} wasn't sent: a value holds a character that no HTTP header may hold`,
    {
      hint: 'Check the token, key id and security token for line breaks and stray characters.',
      delivery: 'not-delivered',
    },
  )
}

/** The code of an error of node's. */
export function codeOf(error: unknown): string {
  if (!isNativeError(error) || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/** Node's errors of a dual-stack connect have a code but no message. */
function reasonOf(error: unknown): string {
  if (!isNativeError(error)) return String(error)
  return error.message === '' ? codeOf(error) || error.name : error.message
}
