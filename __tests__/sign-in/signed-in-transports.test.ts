import { afterEach, describe, expect, it } from '@jest/globals'
import type { ActionError } from '../../src/core/errors.js'
import type { HttpRequest } from '../../src/http/messages.js'
import type { Authorizer } from '../../src/sign-in/authorizer.js'
import type { ConnectMeans } from '../../src/sign-in/connect-means.js'
import { type CloudRefusals, signedInTransports } from '../../src/sign-in/signed-in-transports.js'
import { type LocalServer, serve } from '../http/local-server.js'

const never = new AbortController().signal
let server: LocalServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

/** Signs with a count, so that each request's signature is another. */
function signer(): Authorizer {
  let count = 0
  return {
    description: 'test key',
    authorize: (request) => {
      count += 1
      const authorization = `SDK-HMAC-SHA256 Access=A, SignedHeaders=host, Signature=sig-${count}`
      return Promise.resolve({ ...request, headers: { ...request.headers, authorization } })
    },
    recover: () => Promise.resolve(false),
  }
}

async function opened(
  status: number,
  { refusals, ...more }: Partial<ConnectMeans> & { readonly refusals?: CloudRefusals } = {},
  authorizer = signer(),
) {
  const agents: (string | undefined)[] = []
  const opening = await serve((request, response) => {
    agents.push(request.headers['user-agent'])
    response.writeHead(status, { 'x-request-id': 'r-7' }).end('answer')
  })
  server = opening
  const [hidden, lines]: [string[], string[]] = [[], []]
  const warnings: ActionError[] = []
  const means: ConnectMeans = {
    now: Date.now,
    debug: (line) => lines.push(line),
    logCalls: false,
    warn: (warning) => warnings.push(warning),
    mask: () => undefined,
    hide: (signature) => hidden.push(signature),
    starred: (text) => text,
    getIdToken: () => Promise.reject(new Error('not asked')),
    ...more,
  }
  const transports = signedInTransports(() => authorizer, means, refusals)
  const request: HttpRequest = { method: 'GET', url: opening.url('/x'), headers: {} }
  const asks = async (over: 'transport' | 'stopTransport') => {
    const answer = await transports[over].send(request, never)
    await answer.discard()
    return answer.status
  }
  const { transport, stopTransport } = transports
  const close = (): void => transports.close()
  return { transport, stopTransport, close, opening, agents, hidden, lines, asks, request }
}

describe('Transports that are signed in', () => {
  it('hide the signature of each request, which others could use', async () => {
    const { asks, hidden, agents, close } = await opened(200)
    expect([await asks('transport'), await asks('stopTransport')]).toEqual([200, 200])
    expect(hidden).toEqual(['sig-1', 'sig-2'])
    expect(agents[0]).toMatch(/codearts-build-action/)
    close()
  })

  it('hide nothing where a token stands in place of a signature', async () => {
    const plain: Authorizer = { ...signer(), authorize: (request) => Promise.resolve(request) }
    const { asks, hidden, close } = await opened(200, {}, plain)
    expect(await asks('transport')).toBe(200)
    expect(hidden).toEqual([])
    close()
  })

  it('have connections of their own for what reads and what stops', async () => {
    const { asks, opening, close } = await opened(200)
    await asks('transport')
    await asks('transport')
    expect(opening.connections()).toBe(1)
    await asks('stopTransport')
    expect(opening.connections()).toBe(2)
    close()
  })

  it('count their refusals together, and say then why nothing more is sent', async () => {
    const { asks, close, agents } = await opened(401)
    for (const over of ['transport', 'stopTransport', 'transport'] as const) await asks(over)
    await expect(asks('stopTransport')).rejects.toMatchObject({
      message: 'The service refused the credentials 3 times in a row: test key',
      hint: expect.stringContaining('a service may lock credentials'),
    })
    expect(agents).toHaveLength(3)
    close()
  })

  it('give up earlier where the step asks for it, in the words of the cloud', async () => {
    const refusals = { givenUpHint: 'This cloud locks keys.' }
    const { asks, close, agents } = await opened(401, { mostRefusals: 1, refusals })
    await asks('transport')
    await expect(asks('transport')).rejects.toMatchObject({ hint: 'This cloud locks keys.' })
    expect(agents).toHaveLength(1)
    close()
  })

  it('take a refusal for what the cloud says that it is', async () => {
    const refusals: CloudRefusals = {
      asUnauthorized: (transport) => ({
        send: async (request, signal) => ({
          ...(await transport.send(request, signal)),
          status: 401,
        }),
        close: () => transport.close(),
      }),
    }
    const { asks, close } = await opened(400, { mostRefusals: 1, refusals })
    expect(await asks('transport')).toBe(401)
    await expect(asks('transport')).rejects.toMatchObject({ code: 'credentials-refused' })
    close()
  })

  it('tell of each call in debug runs only', async () => {
    const quiet = await opened(200)
    await quiet.asks('transport')
    expect(quiet.lines).toEqual([])
    quiet.close()
    await quiet.opening.close()
    const { asks, lines, close } = await opened(200, { logCalls: true })
    await asks('transport')
    expect(lines).toEqual([expect.stringMatching(/^GET \/x 200 in \d+ ms, .* request id r-7$/)])
    close()
  })

  it('drop what is in flight when they are closed', async () => {
    const held = await serve(() => undefined)
    const { transport, stopTransport, request, close } = await opened(200)
    const to = { ...request, url: held.url('/never') }
    const both = [transport, stopTransport].map((one) => one.send(to, never))
    while (held.standing() < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    close()
    const ends = await Promise.allSettled(both)
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await held.close()
  })
})
