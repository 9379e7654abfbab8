import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Call } from './call.js'
import { codeOf, undecodable } from './failures.js'
import type { HttpAnswer, HttpRequest } from './messages.js'

/** To read a larger unwanted body costs more than a new connection. */
const DISCARD_MAX_BYTES = 1_000_000
const LONGEST_ENCODING = 40

/** Node's message as an answer whose body keeps the call's guarantees, decoded or not. */
export function answerOf(request: HttpRequest, message: IncomingMessage, call: Call): HttpAnswer {
  const body = decoded(request, message, call.body(message))
  return {
    status: message.statusCode ?? 0,
    headers: plainHeaders(message.headers),
    body,
    discard: () => discard(body),
  }
}

function decoded(
  request: HttpRequest,
  message: IncomingMessage,
  bytes: AsyncGenerator<Uint8Array>,
): AsyncIterable<Uint8Array> {
  const encoding = message.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  if (encoding === 'identity' || encoding === '') return bytes
  if (encoding === 'gzip' || encoding === 'x-gzip') return gunzipped(request, message, bytes)
  return refused(request, encoding, bytes)
}

/** Errors of the source come out as they are: `pipeline` hands them to the side that is read. */
async function* gunzipped(
  request: HttpRequest,
  message: IncomingMessage,
  bytes: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const gunzip = createGunzip()
  const chunks: AsyncIterable<Uint8Array> = gunzip
  pipeline(bytes, gunzip, () => undefined)
  try {
    yield* chunks
  } catch (error) {
    throw codeOf(error).startsWith('Z_') ? undecodable(request, 'gzip', error) : error
  } finally {
    // A consumer that leaves early must not wait for the source's next byte.
    if (!message.readableEnded) message.destroy()
  }
}

async function* refused(
  request: HttpRequest,
  encoding: string,
  bytes: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of bytes) {
    if (chunk.byteLength > 0)
      throw undecodable(request, encoding.length > LONGEST_ENCODING ? 'unknown' : encoding)
    yield chunk
  }
}

async function discard(body: AsyncIterable<Uint8Array>): Promise<void> {
  let read = 0
  try {
    for await (const chunk of body) {
      read += chunk.byteLength
      if (read > DISCARD_MAX_BYTES) return
    }
  } catch {
    // The body isn't wanted, so it doesn't matter that it broke off.
  }
}

function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return plain
}
