import { isAscii } from 'node:buffer'
import { ActionError } from '../core/index.js'
import type { HttpAnswer } from './messages.js'
import { release } from './spent-bytes.js'

/** No answer that isn't a log or a file is documented to be larger; lists are asked for in pages. */
const ANSWER_MAX_BYTES = 2 * 1024 * 1024
/**
 * A page of a log holds a million UTF-16 units, or 10,000 events in 1 MB, at most (CodeArts Build, CloudWatch Logs), and
 * each unit is six bytes where all are escaped.
 */
export const LOG_PAGE_MAX_BYTES = 16 * 1024 * 1024

/**
 * The body as text: UTF-8, a byte order mark dropped, broken bytes replaced.
 * Throws `bad-answer` beyond the limit, and what the body throws when it breaks off.
 */
export async function readText(
  answer: HttpAnswer,
  maxBytes: number = ANSWER_MAX_BYTES,
): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of answer.body) {
    length += chunk.byteLength
    if (length > maxBytes) throw tooLarge(answer.status, maxBytes)
    chunks.push(chunk)
  }
  return decoded(Buffer.concat(chunks))
}

/** Memory of the caller's that a body is read into. */
export interface BodyBuffer {
  add(bytes: Uint8Array): void
}

/** Reads a page of a log into memory of the caller's, with the errors of `readText`. */
export async function readInto(answer: HttpAnswer, buffer: BodyBuffer): Promise<void> {
  let length = 0
  for await (const chunk of answer.body) {
    length += chunk.byteLength
    if (length > LOG_PAGE_MAX_BYTES) throw tooLarge(answer.status, LOG_PAGE_MAX_BYTES)
    buffer.add(chunk)
    release(chunk)
  }
}

/** The first bytes of a body as text, for an error's answer: it may be cut, break off or be too long. */
export async function readStart(answer: HttpAnswer, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of answer.body) {
      chunks.push(chunk)
      length += chunk.byteLength
      if (length >= maxBytes) break
    }
  } catch (error) {
    // The status says enough without the body. An abort is no failure of the answer, so it goes on to the caller.
    if (!(error instanceof ActionError)) throw error
  }
  return decoded(Buffer.concat(chunks).subarray(0, maxBytes))
}

/** Most pages of a log are ASCII, which needs no decoding: looking first takes a quarter of the time. */
export function decoded(bytes: Buffer): string {
  return isAscii(bytes) ? bytes.toString('latin1') : new TextDecoder().decode(bytes)
}

function tooLarge(status: number, maxBytes: number): ActionError {
  return new ActionError(
    'bad-answer',
    `The answer (HTTP ${status}) is larger than ${maxBytes} bytes`,
    {
      hint: 'Check the endpoint: no documented answer is that large.',
      delivery: 'unclear',
      httpStatus: status,
    },
  )
}
