import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { Secret } from '../../../../src/core/secret.js'
import type { LocalServer } from '../../../http/local-server.js'
import { type Reply, signedInBy, signInService } from './sign-in-service.js'

let agent: LocalServer | undefined

afterEach(async () => {
  await agent?.close()
  agent = undefined
})

const granted = (count: number, lastsMs = 3_600_000): Reply => ({
  body: JSON.stringify({
    AccessKeyId: `ASIA-KEY-${count}`,
    SecretAccessKey: `secret-${count}`,
    Token: `session-${count}`,
    Expiration: new Date(Date.now() + lastsMs).toISOString(),
  }),
})

async function container(
  replies: readonly Reply[],
  authorization?: Secret | { readonly file: string },
) {
  const { server, asked } = await signInService(...replies)
  agent = server
  const url = server.url('/v2/credentials/7')
  const origin = 'environment AWS_CONTAINER_CREDENTIALS_FULL_URI'
  const rest = authorization === undefined ? {} : { authorization }
  const nowhere = new URL('http://127.0.0.1:1/')
  return { asked, ...signedInBy({ method: 'container', origin, url, ...rest }, nowhere) }
}

describe("A container's agent", () => {
  it('gives the keys that requests are signed with, and they are masked', async () => {
    const { headers, asked, masked, authorizer } = await container([granted(1)])
    expect(await headers()).toMatchObject({
      'x-amz-security-token': 'session-1',
      authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=ASIA-KEY-1\//),
    })
    expect(asked).toEqual([{ path: '/v2/credentials/7', body: '' }])
    expect(masked).toEqual(['ASIA-KEY-1', 'secret-1', 'session-1'])
    expect(authorizer.description).toBe(
      'the role of this container (environment AWS_CONTAINER_CREDENTIALS_FULL_URI)',
    )
  })

  it('is shown the token that it asks for', async () => {
    const { headers, asked, masked } = await container([granted(1)], new Secret('agent-token'))
    await headers()
    expect(masked).toContain('agent-token')
    expect(asked).toMatchObject([{ authorization: 'agent-token' }])
  })

  it('is shown what its token file holds by then', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'agent-'))
    try {
      const file = join(folder, 'token')
      writeFileSync(file, 'first\n')
      const { headers, asked, masked, clock } = await container([granted(1), granted(2)], { file })
      await headers()
      writeFileSync(file, 'second')
      clock.ms += 3_600_000
      expect(await headers()).toMatchObject({ 'x-amz-security-token': 'session-2' })
      expect(asked.map(({ authorization }) => authorization)).toEqual(['first', 'second'])
      expect(masked).toEqual(expect.arrayContaining(['first', 'second']))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('is not asked at all where its token file is missing', async () => {
    const { headers, asked } = await container([granted(1)], { file: '/no/such/token' })
    await expect(headers()).rejects.toMatchObject({
      code: 'credentials-refused',
      message: "The token file /no/such/token can't be read",
    })
    expect(asked).toEqual([])
  })

  it('is not waited for after a cancel', async () => {
    const { headers, asked } = await container([granted(1)], { file: '/no/such/token' })
    await expect(headers(AbortSignal.abort('SIGINT'))).rejects.toBe('SIGINT')
    expect(asked).toEqual([])
  })

  it.each<[string, Reply]>([
    [
      'no time',
      { body: '{"AccessKeyId":"ASIA-KEY-1","SecretAccessKey":"secret-1","Token":"session-1"}' },
    ],
    [
      'a time that is over',
      {
        body: JSON.stringify({
          AccessKeyId: 'ASIA-KEY-1',
          SecretAccessKey: 'secret-1',
          Token: 'session-1',
          Expiration: '2001-01-01T00:00:00Z',
        }),
      },
    ],
  ])('whose keys name %s is asked again after 15 minutes at most', async (_what, reply) => {
    const { headers, asked, clock } = await container([reply, granted(2)])
    await headers()
    clock.ms += 11 * 60_000
    await headers()
    expect(asked).toHaveLength(1)
    clock.ms += 4 * 60_000
    expect(await headers()).toMatchObject({ 'x-amz-security-token': 'session-2' })
  })

  it.each([
    [429, true, 'service-error'],
    [500, true, 'service-error'],
    [503, true, 'service-error'],
    [400, false, 'credentials-refused'],
    [403, false, 'credentials-refused'],
    [302, false, 'credentials-refused'],
  ])('that answers %i is tried again: %s', async (status, transient, code) => {
    const { headers } = await container([{ status, body: granted(1).body }])
    await expect(headers()).rejects.toMatchObject({ code, transient, httpStatus: status })
  })

  it.each([
    '',
    '{}',
    '<html>',
    '{"AccessKeyId":"ASIA-KEY-1","SecretAccessKey":"secret-1","Token":""}',
    // Their masks would star these words in the whole job.
    '{"AccessKeyId":"the","SecretAccessKey":"log","Token":"Build"}',
    '{"AccessKeyId":"ASIA-KEY-1","SecretAccessKey":"secret-1","Token":"session\\nBuild\\nlog"}',
  ])('that answers %j has given no keys', async (body) => {
    const { headers, masked } = await container([{ body }])
    await expect(headers()).rejects.toMatchObject({
      code: 'credentials-refused',
      message: expect.stringContaining('gave no keys'),
    })
    expect(masked).toEqual([])
  })
})
