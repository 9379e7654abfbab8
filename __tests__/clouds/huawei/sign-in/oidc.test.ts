import { afterEach, describe, expect, it } from '@jest/globals'
import { ActionError } from '../../../../src/core/errors.js'
import type { Secret } from '../../../../src/core/secret.js'
import type { HttpRequest } from '../../../../src/http/messages.js'
import { Oidc } from '../../../../src/clouds/huawei/sign-in/oidc.js'
import { signInMeans, signInService, type Reply, type SignInService } from './sign-in-means.js'

const never = new AbortController().signal
const request: HttpRequest = { method: 'GET', url: new URL('https://h.example/x'), headers: {} }
let sts: SignInService | undefined

afterEach(async () => {
  await sts?.close()
})

const credentialsWith = (other: Readonly<Record<string, string>>, count = 1) => ({
  credentials: {
    access_key_id: `KEY-ID-${count}`,
    secret_access_key: `SECRET-${count}`,
    security_token: `SECURITY-${count}`,
    expiration: new Date(Date.now() + 900_000).toISOString(),
    ...other,
  },
})

const granted = (count: number): Reply => ({ status: 200, body: credentialsWith({}, count) })

async function signIn(
  reply: (count: number) => Reply,
  getIdToken: (audience: string | undefined) => Promise<Secret | string> = (audience) =>
    Promise.resolve(`jwt for ${audience ?? 'default'}`),
) {
  const service = await signInService('/v5/agencies/assume-with-oidc', reply)
  sts = service
  const means = signInMeans()
  const oidc = new Oidc(
    {
      origin: 'input oidc-agency-urn',
      providerUrn: 'iam::1:oidcProvider:github',
      agencyUrn: 'iam::1:agency:ci',
      audience: 'acme',
      sessionName: 'run-1-1',
      endpoint: service.url('/'),
    },
    { ...means, getIdToken },
  )
  return {
    service,
    means,
    oidc,
    headers: async () => (await oidc.authorize(request, never)).headers,
  }
}

describe('Oidc', () => {
  it("exchanges the workflow's token for keys, masks all of them, and signs with them", async () => {
    const { service, means, headers } = await signIn(granted)
    expect(await headers()).toMatchObject({
      'x-security-token': 'SECURITY-1',
      authorization: expect.stringMatching(
        /Access=KEY-ID-1, SignedHeaders=host;x-sdk-date;x-security-token,/,
      ),
    })
    expect(means.masked).toEqual(['jwt for acme', 'KEY-ID-1', 'SECRET-1', 'SECURITY-1'])
    expect(service.bodies).toEqual([
      {
        provider_urn: 'iam::1:oidcProvider:github',
        agency_urn: 'iam::1:agency:ci',
        agency_session_name: 'run-1-1',
        id_token: 'jwt for acme',
      },
    ])
  })

  it('renews the keys before they end', async () => {
    const { means, headers } = await signIn(granted)
    await headers()
    means.clock.ms += 14 * 60_000
    expect(await headers()).toMatchObject({ 'x-security-token': 'SECURITY-2' })
  })

  it('corrects its clock before it asks for new keys', async () => {
    const { service, means, oidc, headers } = await signIn(granted)
    await headers()
    const refusal = { body: '', serverTime: new Date(means.clock.ms - 3_600_000) }
    expect(await oidc.recover(refusal, never)).toBe(true)
    expect(service.bodies).toHaveLength(1)
    expect(await oidc.recover(refusal, never)).toBe(true)
    expect(service.bodies).toHaveLength(2)
  })

  it('leaves what GitHub refuses in its own words', async () => {
    const why = new ActionError('not-permitted', 'This job may not ask', { hint: 'Add it.' })
    const { headers } = await signIn(granted, () => Promise.reject(why))
    await expect(headers()).rejects.toBe(why)
  })

  it('takes other trouble at GitHub for passing', async () => {
    const { headers } = await signIn(granted, () => Promise.reject(new Error('HTTP 500')))
    await expect(headers()).rejects.toMatchObject({ transient: true, delivery: 'not-delivered' })
  })

  it("points at the trust policy when the agency can't be assumed, without the token", async () => {
    const { headers } = await signIn(() => ({
      status: 403,
      body: { error_code: 'STS5.1001', error_msg: 'jwt for acme is not trusted' },
    }))
    await expect(headers()).rejects.toMatchObject({
      code: 'credentials-refused',
      remoteCode: 'STS5.1001',
      hint: expect.stringContaining('trust policy'),
      message: expect.not.stringContaining('jwt for acme'),
    })
  })

  it.each([
    { credentials: { access_key_id: 'AK' } },
    {},
    'nonsense',
    { credentials: null },
    // Their masks would star these words in the whole job.
    credentialsWith({ access_key_id: 'Build' }),
    credentialsWith({ secret_access_key: 'SECRET-1\nBuild\nlog' }),
    credentialsWith({ security_token: 'SECURITY-1 of the log' }),
  ])('takes %j for no keys', async (body) => {
    const { headers, means } = await signIn(() => ({ status: 200, body }))
    await expect(headers()).rejects.toMatchObject({ code: 'bad-answer' })
    expect(means.masked).toEqual(['jwt for acme'])
  })
})
