import { afterEach, describe, expect, it } from '@jest/globals'
import { createTransport } from '../../../src/http/transport.js'
import { idTokens } from '../../../src/github/runner/id-token.js'
import { type LocalServer, serve } from '../../http/local-server.js'

let server: LocalServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

async function asked(status: number, body: string, headers: Record<string, string> = {}) {
  const requests: { readonly url: string; readonly authorization: string | undefined }[] = []
  server = await serve((request, response) => {
    const { url = '', headers: given } = request
    requests.push({ url, authorization: given.authorization })
    response.writeHead(status, headers)
    response.end(body)
  })
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url('/token').href}?api-version=2`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
  }
  return { requests, token: ask(env)('acme & co') }
}

const ask = (env: NodeJS.ProcessEnv) =>
  idTokens({ env, open: () => createTransport({ userAgent: 'test/1', keepAlive: false }) })

describe("The workflow's OIDC token", () => {
  it('is asked of GitHub for the audience, with the token of the job', async () => {
    const { requests, token } = await asked(200, '{"value":"a.signed.token"}')
    expect(await token).toBe('a.signed.token')
    expect(requests).toEqual([
      { url: '/token?api-version=2&audience=acme+%26+co', authorization: 'Bearer request-token' },
    ])
  })

  it.each<[number, string, object]>([
    [403, '', { code: 'credentials-refused', httpStatus: 403 }],
    [302, '', { code: 'credentials-refused' }],
    [429, '', { code: 'no-answer', transient: true }],
    [503, '<html>', { code: 'no-answer', transient: true }],
    [200, '{"value":"short"}', { code: 'no-answer', transient: true }],
    [200, '{"value":"a.token\\nBuild\\nlog"}', { code: 'no-answer', transient: true }],
    [200, '{}', { code: 'no-answer', transient: true }],
  ])('is none where GitHub answers %d %j', async (status, body, expected) => {
    const { token } = await asked(status, body, { location: 'http://127.0.0.1:1/' })
    await expect(token).rejects.toMatchObject({ ...expected, delivery: expect.any(String) })
  })

  it('is not asked for without the permission, nor of an address that is not safe', async () => {
    await expect(ask({})(undefined)).rejects.toMatchObject({
      code: 'not-permitted',
      hint: expect.stringContaining('permissions: id-token: write'),
    })
    const env = {
      ACTIONS_ID_TOKEN_REQUEST_URL: 'http://github.example/token?x=1',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't',
    }
    await expect(ask(env)(undefined)).rejects.toMatchObject({ code: 'bad-input' })
  })
})
