import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { ActionError } from '../../../../src/core/errors.js'
import type { LocalServer } from '../../../http/local-server.js'
import { type Reply, signedInBy, signInService } from './sign-in-service.js'

let sts: LocalServer | undefined

afterEach(async () => {
  await sts?.close()
  sts = undefined
})

const ROLE = 'arn:aws:iam::123456789012:role/ci'
type Token = { readonly audience: string } | { readonly file: string }

const granted = (expiration = new Date(Date.now() + 3_600_000).toISOString()): Reply => ({
  body:
    '<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>' +
    '<AccessKeyId>ASIA-KEY-1</AccessKeyId><SecretAccessKey>a&lt;b&amp;c-19</SecretAccessKey>' +
    `<SessionToken> session-1 </SessionToken><Expiration>${expiration}</Expiration>` +
    '</Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>',
})

const refused = (code: string, message: string, status = 400, headers = {}): Reply => ({
  status,
  headers,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
})

async function role(
  replies: readonly Reply[],
  {
    token = { audience: 'sts.amazonaws.com' },
    getIdToken,
  }: {
    readonly token?: Token
    readonly getIdToken?: (audience: string | undefined) => Promise<string>
  } = {},
) {
  const { server, asked } = await signInService(...replies)
  sts = server
  const credentials = {
    method: 'web-identity',
    origin: 'input role-to-assume',
    roleArn: ROLE,
    sessionName: 'run-7',
    token,
  } as const
  return { asked, ...signedInBy(credentials, server.url('/'), getIdToken) }
}

describe('A role by an OIDC token', () => {
  it('is asked for with all that STS wants, and signs with the keys that it gives', async () => {
    const { headers, asked, masked } = await role([granted()])
    expect(await headers()).toMatchObject({
      'x-amz-security-token': 'session-1',
      authorization: expect.stringContaining('Credential=ASIA-KEY-1/'),
    })
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: ROLE,
      RoleSessionName: 'run-7',
      DurationSeconds: '3600',
      WebIdentityToken: 'the.identity.token',
    })
    expect(masked).toEqual(['the.identity.token', 'ASIA-KEY-1', 'a<b&c-19', 'session-1'])
  })

  it.each(['', 'tomorrow', '2001-01-01T00:00:00Z'])(
    'holds for an hour where its end is %j',
    async (expiration) => {
      const { headers, asked, clock } = await role([granted(expiration), granted()])
      await headers()
      clock.ms += 54 * 60_000
      await headers()
      expect(asked).toHaveLength(1)
      clock.ms += 6 * 60_000
      await headers()
      expect(asked).toHaveLength(2)
    },
  )

  it.each<[string, Reply, object]>([
    [
      'a role that does not trust this workflow',
      refused('AccessDenied', 'Not authorized', 403, { 'x-amzn-requestid': 'r-7' }),
      {
        code: 'credentials-refused',
        message: `Assuming role ${ROLE} was refused (AccessDenied): Not authorized`,
        hint: expect.stringContaining('trust policy'),
        transient: false,
        httpStatus: 403,
        remoteCode: 'AccessDenied',
        requestId: 'r-7',
      },
    ],
    [
      'a region without STS',
      refused('RegionDisabledException', 'STS is not activated', 403),
      {
        code: 'credentials-refused',
        hint: expect.stringContaining('not activated in this region'),
      },
    ],
    [
      'a token that expired on its way',
      refused('ExpiredTokenException', 'Token expired'),
      { code: 'service-error', transient: true },
    ],
    [
      "GitHub's keys that AWS can't fetch",
      refused('IDPCommunicationError', 'Try again'),
      { code: 'service-error', transient: true },
    ],
    [
      'too many sign-ins',
      refused('Throttling', 'Rate exceeded', 400, { 'retry-after': '7' }),
      { code: 'throttled', transient: true, retryAfterMs: 7_000 },
    ],
    [
      'too many sign-ins by status',
      { status: 429, body: '' },
      { code: 'throttled', transient: true },
    ],
    [
      'a service in trouble',
      { status: 502, body: '<html>' },
      { code: 'service-error', transient: true },
    ],
    [
      'a redirect',
      { status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' },
      {
        code: 'credentials-refused',
        message: `Assuming role ${ROLE} was refused (HTTP 302)`,
        hint: expect.stringContaining('Redirects are never followed'),
      },
    ],
  ])('meets %s', async (_what, reply, expected) => {
    const { headers } = await role([reply])
    await expect(headers()).rejects.toMatchObject(expected)
  })

  it('is not asked for again after a refusal, which a later try can not mend', async () => {
    const { headers, asked } = await role([refused('AccessDenied', 'no', 403), granted()])
    await expect(headers()).rejects.toMatchObject({ code: 'credentials-refused' })
    await expect(headers()).rejects.toMatchObject({ code: 'credentials-refused' })
    expect(asked).toHaveLength(1)
  })

  it("is asked for again after trouble of the service's own", async () => {
    const { headers, asked } = await role([refused('IDPCommunicationError', 'no'), granted()])
    await expect(headers()).rejects.toMatchObject({ transient: true })
    expect(await headers()).toMatchObject({ 'x-amz-security-token': 'session-1' })
    expect(asked).toHaveLength(2)
  })

  it('is told without the token, should the service quote it', async () => {
    const { headers } = await role([refused('InvalidIdentityToken', 'bad the.identity.token')])
    await expect(headers()).rejects.toMatchObject({
      message: expect.stringMatching(/\(InvalidIdentityToken\): bad \*\*\*$/),
    })
  })

  it.each([
    '',
    '{}',
    granted().body.replace('<SessionToken>', '<Other>'),
    // Their masks would star these words in the whole job.
    granted().body.replace('ASIA-KEY-1', 'Build'),
    granted().body.replace(' session-1 ', 'session-1\nBuild\nlog'),
  ])('takes %j for no keys', async (body) => {
    const { headers, masked } = await role([{ body }])
    await expect(headers()).rejects.toMatchObject({
      code: 'bad-answer',
      message: `Assuming role ${ROLE}: the answer holds no temporary keys`,
    })
    expect(masked).toEqual(['the.identity.token'])
  })
})

describe('The token that a role is assumed with', () => {
  it('is not asked for twice where GitHub refuses it, in the words of GitHub', async () => {
    const why = new ActionError('not-permitted', 'This job may not ask', { hint: 'Add it.' })
    const { headers, asked } = await role([granted()], { getIdToken: () => Promise.reject(why) })
    await expect(headers()).rejects.toBe(why)
    expect(asked).toEqual([])
  })

  it('is missing for now where GitHub breaks off', async () => {
    const { headers } = await role([granted()], {
      getIdToken: () => Promise.reject(new Error('The operation was aborted due to timeout')),
    })
    await expect(headers()).rejects.toMatchObject({
      code: 'no-answer',
      transient: true,
      delivery: 'not-delivered',
    })
  })

  it('is not waited for after a cancel', async () => {
    const cancel = new AbortController()
    const { headers } = await role([granted()], { getIdToken: () => new Promise(() => undefined) })
    const asking = headers(cancel.signal)
    cancel.abort('SIGINT')
    await expect(asking).rejects.toBe('SIGINT')
  })

  it.each([
    ['is missing', undefined, /token can't be read$/],
    ['is empty', ' \n', /token can't be read: it is empty$/],
  ])('of a file that %s is an error that names the file', async (_what, text, message) => {
    const folder = mkdtempSync(join(tmpdir(), 'identity-'))
    try {
      const file = join(folder, 'token')
      if (text !== undefined) writeFileSync(file, text)
      const { headers, asked } = await role([granted()], { token: { file } })
      await expect(headers()).rejects.toMatchObject({
        code: 'credentials-refused',
        message: expect.stringMatching(message),
        hint: expect.stringContaining('AWS_WEB_IDENTITY_TOKEN_FILE'),
      })
      expect(asked).toEqual([])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('of a file is not read after a cancel', async () => {
    const { headers } = await role([granted()], { token: { file: '/no/such/token' } })
    await expect(headers(AbortSignal.abort('SIGINT'))).rejects.toBe('SIGINT')
  })
})
