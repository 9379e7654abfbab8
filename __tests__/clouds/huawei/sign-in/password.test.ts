import { afterEach, describe, expect, it } from '@jest/globals'
import { Secret } from '../../../../src/core/secret.js'
import type { HttpRequest } from '../../../../src/http/messages.js'
import { Password } from '../../../../src/clouds/huawei/sign-in/password.js'
import { signInMeans, signInService, type Reply, type SignInService } from './sign-in-means.js'

const never = new AbortController().signal
const request: HttpRequest = { method: 'GET', url: new URL('https://h.example/x'), headers: {} }
let iam: SignInService | undefined

afterEach(async () => {
  await iam?.close()
})

const granted = (count: number): Reply => ({
  status: 201,
  headers: { 'x-subject-token': `a-token-${count}` },
  body: { token: { expires_at: new Date(Date.now() + 3_600_000).toISOString() } },
})

async function signIn(reply: (count: number) => Reply, iamProject = 'cn-north-4') {
  const service = await signInService('/base/v3/auth/tokens', reply)
  iam = service
  const means = signInMeans()
  const password = new Password(
    {
      origin: 'input username',
      username: 'ci',
      password: new Secret('p4ss word'),
      domainName: 'acme',
      iamProject,
      endpoint: service.url('/base'),
    },
    means,
  )
  means.secrets.add('p4ss word')
  const token = async (signal = never) =>
    (await password.authorize(request, signal)).headers['x-auth-token']
  return { service, means, password, token }
}

describe('Password', () => {
  it('asks for a token of the project and masks it before its first use', async () => {
    const { service, means, token } = await signIn(granted)
    expect(await token()).toBe('a-token-1')
    expect(means.masked).toEqual(['a-token-1'])
    const user = { name: 'ci', password: 'p4ss word', domain: { name: 'acme' } }
    expect(service.bodies).toEqual([
      {
        auth: {
          identity: { methods: ['password'], password: { user } },
          scope: { project: { name: 'cn-north-4' } },
        },
      },
    ])
  })

  it('takes 32 hex digits for the id of a project', async () => {
    const { service, token } = await signIn(granted, '0'.repeat(32))
    await token()
    expect(service.bodies).toMatchObject([{ auth: { scope: { project: { id: '0'.repeat(32) } } } }])
  })

  it('signs in once for many that wait, and an aborted one takes nothing from the others', async () => {
    const { service, token } = await signIn(granted)
    const leaver = new AbortController()
    const left = token(leaver.signal)
    const others = Promise.all([token(), token()])
    leaver.abort(new Error('cancelled'))
    await expect(left).rejects.toThrow('cancelled')
    expect(await others).toEqual(['a-token-1', 'a-token-1'])
    expect(service.bodies).toHaveLength(1)
  })

  it('renews before the end, and lives on with the old token when that fails', async () => {
    const { means, token } = await signIn((count) =>
      count === 2 ? { status: 503, body: '' } : granted(count),
    )
    await token()
    means.clock.ms += 56 * 60_000
    expect(await token()).toBe('a-token-1')
    means.clock.ms += 60_000
    expect(await token()).toBe('a-token-3')
  })

  it('fetches a new token when the service refused the old one', async () => {
    const { password, token } = await signIn(granted)
    await token()
    expect(await password.recover({ body: '' }, never)).toBe(true)
    expect(await token()).toBe('a-token-2')
  })

  it('never repeats a refused sign-in, and says nothing of the password', async () => {
    const { service, token, password } = await signIn(() => ({
      status: 401,
      body: {
        error: { code: 401, message: 'The password p4ss word is wrong.', title: 'Unauthorized' },
      },
    }))
    const refused = { code: 'credentials-refused', transient: false, httpStatus: 401 }
    await expect(token()).rejects.toMatchObject({
      ...refused,
      message: expect.not.stringContaining('p4ss'),
      hint: expect.stringContaining('domain-name'),
    })
    await expect(token()).rejects.toMatchObject(refused)
    await expect(password.recover({ body: '' }, never)).rejects.toMatchObject(refused)
    expect(service.bodies).toHaveLength(1)
  })

  it.each([
    [
      { status: 429, headers: { 'retry-after': '3' }, body: '' },
      { code: 'throttled', retryAfterMs: 3_000 },
    ],
    [
      { status: 500, body: '' },
      { code: 'service-error', transient: true },
    ],
    [{ status: 302, headers: { location: '/elsewhere' }, body: '' }, { code: 'refused' }],
    [
      { status: 404, body: 'no' },
      { code: 'bad-input', hint: expect.stringContaining('iam-endpoint') },
    ],
    [{ status: 201, body: {} }, { code: 'bad-answer' }],
    [{ status: 201, headers: { 'x-subject-token': 'e' }, body: {} }, { code: 'bad-answer' }],
    [{ status: 201, headers: { 'x-subject-token': '1234567' }, body: {} }, { code: 'bad-answer' }],
  ])('tells %j apart', async (reply, expected) => {
    const { token, means } = await signIn(() => reply)
    await expect(token()).rejects.toMatchObject(expected)
    expect(means.masked).toEqual([])
  })
})
