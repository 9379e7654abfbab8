import { createTransport } from '../../../../src/http/transport.js'
import { Secrets } from '../../../../src/text/secrets.js'
import { serve, type LocalServer } from '../../../http/local-server.js'

/** A strict sign-in service: a request to another path or by another method makes `close` fail the test. */
export interface SignInService extends LocalServer {
  readonly bodies: unknown[]
}

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

export async function signInService(
  path: string,
  reply: (count: number) => Reply,
): Promise<SignInService> {
  const bodies: unknown[] = []
  const faults: string[] = []
  const server = await serve((request, response) => {
    if (request.method !== 'POST' || request.url !== path) {
      faults.push(`${request.method ?? ''} ${request.url ?? ''}`)
    }
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      bodies.push(JSON.parse(text))
      const { status, headers = {}, body } = reply(bodies.length)
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  const close = async () => {
    await server.close()
    if (faults.length > 0) throw new Error(`unexpected requests: ${faults.join(', ')}`)
  }
  return { ...server, bodies, close }
}

/** Real transport, a clock that stands until it is moved, and a list of what was masked. */
export function signInMeans() {
  const masked: string[] = []
  const secrets = new Secrets()
  const clock = { ms: Date.now() }
  return {
    clock,
    masked,
    transport: createTransport({ userAgent: 'test/1', keepAlive: false }),
    now: () => clock.ms,
    onSecret: (value: string) => {
      masked.push(value)
      secrets.add(value)
    },
    secrets,
    starred: (text: string) => secrets.starred(text),
  }
}
