import type { HttpAnswer, HttpRequest, Transport } from './messages.js'

/** Query values that are numbers, ids or fixed words by the API's reference; others may be anything. */
const PLAIN_QUERY_KEYS = new Set([
  'offset', 'length', 'limit', 'start_offset', 'end_offset', 'sort', 'size', 'page_index', 'page_size',
  'page_no', 'build_no', 'log_level', 'task_name', 'interval', 'cascade', 'job_id', 'project_id',
]) // prettier-ignore

/**
 * Writes one line about each call when its body is over, for debug runs:
 * `POST /v3/jobs/build 200 in 41 ms, 123 bytes, request id abc`. No header, body or secret gets in.
 */
export function withCallLog(
  transport: Transport,
  write: (line: string) => void,
  now: () => number,
): Transport {
  async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const call = `${request.method} ${pathOf(request.url)}`
    const sentAt = now()
    try {
      const answer = await transport.send(request, signal)
      return counted(answer, (bytes, ending) => {
        const requestId = idOf(answer.headers['x-request-id'])
        write(
          `${call} ${answer.status} in ${now() - sentAt} ms, ${bytes} bytes${ending}${requestId}`,
        )
      })
    } catch (error) {
      write(`${call} failed after ${now() - sentAt} ms${codeOf(error)}`)
      throw error
    }
  }
  return { send, close: () => transport.close() }
}

type OnEnd = (bytes: number, ending: string) => void

function counted(answer: HttpAnswer, onEnd: OnEnd): HttpAnswer {
  const body = countedBody(answer.body, onEnd)
  return {
    ...answer,
    body,
    discard: async () => {
      await answer.discard()
      onEnd(0, ' (body dropped)')
    },
  }
}

async function* countedBody(
  body: AsyncIterable<Uint8Array>,
  onEnd: OnEnd,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0
  let ending = ' (broken off)'
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength
      yield chunk
    }
    ending = ''
  } finally {
    onEnd(bytes, ending)
  }
}

function pathOf(url: URL): string {
  const query = [...url.searchParams].map(([key, value]) =>
    PLAIN_QUERY_KEYS.has(key) && /^[\w.-]{0,64}$/.test(value) ? `${key}=${value}` : `${key}=…`,
  )
  return query.length === 0 ? url.pathname : `${url.pathname}?${query.join('&')}`
}

function idOf(requestId: string | undefined): string {
  return requestId !== undefined && /^[\w.-]{1,80}$/.test(requestId)
    ? `, request id ${requestId}`
    : ''
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? `: ${error.code}`
    : ''
}
