import { ActionError } from '../../../core/index.js'
import { type HttpAnswer, unexpectedAnswer } from '../../../http/index.js'
import { parseAnswer, refusalIn } from './error-body.js'

/** A download's head, and its bytes as they arrive. What isn't read must be discarded. */
export interface FileAnswer {
  /** Bytes, where the answer's head says so. */
  readonly length?: number
  readonly bytes: AsyncIterable<Uint8Array>
  discard(): Promise<void>
}

/** Breaks off after the first bytes: reading a large file to its end would cost more than a new connection. */
export async function drop(file: FileAnswer): Promise<void> {
  for await (const bytes of file.bytes) if (bytes.length > 0) return
}

/** An error's text is small: what begins like JSON and is larger than this is a log. */
const ERROR_MAX_BYTES = 64 * 1024

/**
 * A log file; throws where there is none. Assumption, from public clients: `application/octet-stream` is the log,
 * `application/json` an error or nothing there yet even with HTTP 200, and errors also come as plain text.
 */
export async function readFileAnswer(
  call: string,
  answer: HttpAnswer,
  refused: (text: string) => ActionError,
): Promise<FileAnswer> {
  const type = answer.headers['content-type']?.toLowerCase() ?? ''
  if (type.includes('octet-stream')) return fileOf(answer, answer.body)
  const start = await peek(answer.body)
  if (start.whole) {
    const text = Buffer.concat(start.chunks).toString('utf8')
    if (refusalIn(parseAnswer(text)) !== undefined) throw refused(text)
    if (type.includes('json')) throw nothingYet(call, answer.status)
  }
  if (type.includes('html')) {
    await start.rest.return?.()
    throw unexpectedAnswer(call, answer.status, 'with an HTML page')
  }
  return fileOf(answer, rejoined(start))
}

interface Start {
  readonly chunks: readonly Uint8Array[]
  readonly whole: boolean
  readonly rest: AsyncIterator<Uint8Array>
}

async function peek(body: AsyncIterable<Uint8Array>): Promise<Start> {
  const rest = body[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  let length = 0
  while (length < ERROR_MAX_BYTES) {
    const next = await rest.next()
    if (next.done === true) return { chunks, whole: true, rest }
    chunks.push(next.value)
    length += next.value.byteLength
  }
  return { chunks, whole: false, rest }
}

async function* rejoined({ chunks, whole, rest }: Start): AsyncGenerator<Uint8Array, void> {
  try {
    yield* chunks
    while (!whole) {
      const next = await rest.next()
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await rest.return?.()
  }
}

function fileOf(answer: HttpAnswer, bytes: AsyncIterable<Uint8Array>): FileAnswer {
  const length = answer.headers['content-length']
  const decoded = answer.headers['content-encoding'] ?? 'identity'
  const known = length !== undefined && /^\d{1,15}$/.test(length) && decoded === 'identity'
  return {
    bytes,
    discard: () => answer.discard(),
    ...(known && { length: Number(length) }),
  }
}

function nothingYet(call: string, status: number): ActionError {
  return new ActionError('not-found', `${call}: HTTP ${status} without a file`, {
    hint: 'The service may not have the log yet.',
    transient: true,
    httpStatus: status,
  })
}
