import { describe, expect, it } from '@jest/globals'
import { authorizerFor } from '../../../../src/clouds/huawei/sign-in/authorizer-for.js'
import type { CredentialsConfig } from '../../../../src/clouds/huawei/sign-in/sign-in-config.js'
import { Secret } from '../../../../src/core/secret.js'
import { signInMeans } from './sign-in-means.js'

const never = new AbortController().signal
const origin = 'input x'
const request = { method: 'GET' as const, url: new URL('https://h.example/x'), headers: {} }
const means = { ...signInMeans(), getIdToken: () => Promise.resolve('jwt') }
const key = {
  method: 'access-key',
  origin,
  accessKeyId: 'HPUAAAAAAAAAAQTWA',
  secretAccessKey: new Secret('sk'),
} as const
const password = {
  method: 'password',
  origin,
  username: 'ci',
  password: new Secret('p4ss'),
  domainName: 'acme',
  iamProject: 'cn-north-4',
} as const
const oidc = {
  method: 'oidc',
  origin,
  providerUrn: 'p',
  agencyUrn: 'a',
  sessionName: 'run',
} as const

function authorizer(credentials: CredentialsConfig) {
  return authorizerFor({ credentials, region: 'cn-north-1' }, means)
}

describe('authorizerFor', () => {
  it('signs with an access key and shortens its id', async () => {
    const made = authorizer(key)
    expect(made.description).toBe('access key HPUA…QTWA (input x)')
    expect((await made.authorize(request, never)).headers).not.toHaveProperty('x-security-token')
  })

  it('sends the security token of temporary keys', async () => {
    const made = authorizer({ ...key, securityToken: new Secret('st') })
    expect((await made.authorize(request, never)).headers).toHaveProperty('x-security-token', 'st')
  })

  it('sends a ready token and never tries to renew it', async () => {
    const made = authorizer({ method: 'token', origin, token: new Secret('t') })
    expect((await made.authorize(request, never)).headers).toEqual({ 'x-auth-token': 't' })
    expect(await made.recover({ body: '' }, never)).toBe(false)
  })

  it.each([
    [password, 'iam-endpoint'],
    [oidc, 'sts-endpoint'],
  ])('asks for the endpoint that the region lacks', (credentials, input) => {
    expect(() => authorizer(credentials)).toThrow(
      expect.objectContaining({ code: 'bad-input', hint: expect.stringContaining(input) }),
    )
  })
})

describe('the clock of an access key', () => {
  it('is corrected once when it is an hour off', async () => {
    const made = authorizer(key)
    const serverTime = new Date(means.now() + 3_600_000)
    expect(await made.recover({ body: '', serverTime }, never)).toBe(true)
    expect(await made.recover({ body: '', serverTime }, never)).toBe(false)
    const date = serverTime.toISOString().replace(/[-:]|\.\d+/g, '')
    expect((await made.authorize(request, never)).headers).toHaveProperty('x-sdk-date', date)
  })

  it.each([
    ['a minute off', { serverTime: new Date(means.now() + 60_000) }],
    ['unknown', {}],
  ])('stays as it is when it is %s', async (_name, time) => {
    expect(await authorizer(key).recover({ body: '', ...time }, never)).toBe(false)
  })
})
