import type { HttpAnswer, HttpRequest, Transport } from '../../../../src/http/messages.js'

export interface ScriptedAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Text as it stands, or what is sent as JSON. */
  readonly body?: unknown
}

/** The gateway's answer for a call it does not publish. */
export const NOT_PUBLISHED: ScriptedAnswer = {
  status: 404,
  body: { error_code: 'APIGW.0101', error_msg: 'The API does not exist', request_id: 'r-404' },
}

/** Answers by a function of the request, without a network; keeps what was asked. */
export class ScriptedTransport implements Transport {
  readonly requests: HttpRequest[] = []
  readonly #script: (request: HttpRequest, call: number) => ScriptedAnswer

  constructor(script: (request: HttpRequest, call: number) => ScriptedAnswer) {
    this.#script = script
  }

  /** e.g. `POST /v3/jobs/build`, query included. */
  get asked(): readonly string[] {
    return this.requests.map(({ method, url }) => `${method} ${url.pathname}${url.search}`)
  }

  get bodies(): readonly unknown[] {
    return this.requests.map(({ body }): unknown => JSON.parse(body ?? 'null'))
  }

  send(request: HttpRequest): Promise<HttpAnswer> {
    this.requests.push(request)
    const { status = 200, headers = {}, body = '' } = this.#script(request, this.requests.length)
    const json = typeof body !== 'string'
    const text = json ? JSON.stringify(body) : body
    return Promise.resolve({
      status,
      headers: { ...(json && { 'content-type': 'application/json' }), ...headers },
      body: once(Buffer.from(text)),
      discard: () => Promise.resolve(),
    })
  }

  close(): void {
    this.requests.length = 0
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  await Promise.resolve()
  if (bytes.length > 0) yield bytes
}
