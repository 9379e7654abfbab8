import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { call } from './client.js'
import { CREDENTIALS, type Simulator, startSimulator } from './index.js'
import { isFields } from './request-checks.js'
import { JOB_ID as JOB } from '../support/ids.js'

const HOUR_MS = 3_600_000

let now = 0
let sim: Simulator

beforeEach(async () => {
  now = Date.UTC(2026, 0, 1)
  sim = await startSimulator({ clock: { now: () => now }, tokenLifetimeMs: HOUR_MS })
  sim.job(JOB)
})

afterEach(() => sim.close())

function login(password: string = CREDENTIALS.password, scope?: unknown) {
  const user = { name: CREDENTIALS.username, password, domain: { name: CREDENTIALS.domainName } }
  const identity = { methods: ['password'], password: { user } }
  const project = { project: { name: CREDENTIALS.iamProject } }
  return call(`${sim.url}/v3/auth/tokens`, { auth: { identity, scope: scope ?? project } }, {})
}

const status = (token: string) =>
  call(`${sim.url}/v3/jobs/${JOB}/status`, undefined, { 'x-auth-token': token })

describe('the password sign-in', () => {
  it('gives a token that opens the service until it expires', async () => {
    const answer = await login()
    const token = answer.headers.get('x-subject-token') ?? ''
    expect(answer.status).toBe(201)
    expect(answer.json()).toMatchObject({ token: { expires_at: '2026-01-01T01:00:00.000000Z' } })
    expect((await status(token)).status).toBe(200)
    now += HOUR_MS
    expect((await status(token)).status).toBe(401)
  })

  it('refuses a wrong password, and a token for no project', async () => {
    expect((await login('wrong')).status).toBe(401)
    expect((await login(CREDENTIALS.password, { domain: { name: 'x' } })).status).toBe(400)
    expect(sim.problems).toMatchObject([{ kind: 'refused-credentials' }, { kind: 'request' }])
  })
})

async function identityToken(query = '&audience=https%3A%2F%2Fgithub.com%2Focto-org') {
  const headers = { authorization: 'Bearer simulator-request-token' }
  const answer = (await call(`${sim.oidcRequestUrl}${query}`, undefined, headers)).json()
  return isFields(answer) ? String(answer.value) : ''
}

function assume(token: string, change: Record<string, unknown> = {}, headers = {}) {
  const body = {
    provider_urn: 'iam::1a2b3c4d5e6f:oidcProvider:github',
    agency_urn: 'iam::1a2b3c4d5e6f:agency:builder',
    agency_session_name: 'github-1-1',
    id_token: token,
    ...change,
  }
  return call(`${sim.url}/v5/agencies/assume-with-oidc`, body, headers)
}

describe('the keyless sign-in', () => {
  it('exchanges an identity token for keys of the documented form', async () => {
    const answer = await assume(await identityToken(), { duration_seconds: 900 })
    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({
      credentials: {
        access_key_id: expect.stringMatching(/^\w{20}$/),
        secret_access_key: expect.stringMatching(/^\w{40}$/),
        security_token: expect.stringMatching(/^\S+$/),
        expiration: '2026-01-01T00:15:00.000Z',
      },
    })
    expect(sim.problems).toEqual([])
  })

  it.each([
    ['a session name with a colon', { agency_session_name: 'a:b' }],
    ['a session of one letter', { agency_session_name: 'a' }],
    ['a session under 15 minutes', { duration_seconds: 899 }],
    ['a duration in words', { duration_seconds: '900' }],
    ['a provider that is no URN', { provider_urn: 'github' }],
    ['a field of another API', { agency_name: 'builder' }],
  ])('refuses %s for its form', async (_, change) => {
    expect((await assume(await identityToken(), change)).status).toBe(400)
  })

  it.each([
    ['an unknown provider', { provider_urn: 'iam::x:oidcProvider:other' }],
    ['an unknown agency', { agency_urn: 'iam::x:agency:other' }],
    ['a made-up identity token', { id_token: 'a.b.c' }],
    ['a session longer than the agency allows', { duration_seconds: 7_200 }],
  ])('refuses %s as not trusted', async (_, change) => {
    const answer = await assume(await identityToken(), change)
    expect([answer.status, answer.json()]).toMatchObject([403, { error_code: 'STS5.1001' }])
  })

  it('refuses an identity token for others, and one that expired', async () => {
    expect((await assume(await identityToken('&audience=others'))).status).toBe(403)
    const token = await identityToken()
    now += 300_000
    expect((await assume(token)).status).toBe(403)
  })

  it('blames credentials on a call that must have none', async () => {
    await assume(await identityToken(), {}, { 'x-auth-token': CREDENTIALS.token })
    expect(sim.problems).toMatchObject([{ kind: 'request', route: 'sts-assume' }])
  })
})
