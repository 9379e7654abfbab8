import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { call } from './client.js'
import { CREDENTIALS, type Simulator, startSimulator } from './index.js'
import { expectedSignature } from './signature.js'
import { JOB_ID as JOB, PROJECT_ID } from '../support/ids.js'

const PATH = `/v3/jobs/${JOB}/status`
const MINUTE_MS = 60_000
const TEMPORARY = {
  accessKeyId: 'HST00000000000000001',
  secretAccessKey: 's'.repeat(40),
  securityToken: 'hQpjbi-temporary',
  expiresAt: Date.UTC(2026, 0, 1, 1),
}

let now = 0
let sim: Simulator

beforeEach(async () => {
  now = Date.UTC(2026, 0, 1)
  const { accessKeyId, secretAccessKey } = CREDENTIALS
  sim = await startSimulator({
    clock: { now: () => now },
    accessKeys: [{ accessKeyId, secretAccessKey }, TEMPORARY],
    tokens: [{ token: CREDENTIALS.token, expiresAt: now + MINUTE_MS }],
    offers: { recordInfo: ['v1'] },
  })
  sim.job(JOB)
})

afterEach(() => sim.close())

interface Signing {
  readonly accessKeyId?: string
  readonly secret?: string
  readonly skewMs?: number
  readonly security?: string
  readonly names?: readonly string[]
}

function signed(how: Signing = {}, target = PATH): Record<string, string> {
  const stamp = new Date(now + (how.skewMs ?? 0)).toISOString()
  const headers: Record<string, string> = {
    host: new URL(sim.url).host,
    'x-sdk-date': stamp.replace(/[-:]|\.\d+/g, ''),
    ...(how.security === undefined ? {} : { 'x-security-token': how.security }),
  }
  const names = how.names ?? Object.keys(headers).sort()
  const request = { method: 'GET', target, headers, body: Buffer.alloc(0) }
  const secret = how.secret ?? CREDENTIALS.secretAccessKey
  const signature = expectedSignature(request, names, secret)
  const access = `Access=${how.accessKeyId ?? CREDENTIALS.accessKeyId}`
  const list = `SignedHeaders=${names.join(';')}`
  return { ...headers, authorization: `SDK-HMAC-SHA256 ${access}, ${list}, Signature=${signature}` }
}

const ask = (headers: Record<string, string>, path = PATH) =>
  call(`${sim.url}${path}`, undefined, headers)

describe('the gateway', () => {
  it('takes a signed request, with odd characters in its query too', async () => {
    expect((await ask(signed())).status).toBe(200)
    const path = `/v1/job/${PROJECT_ID}/list?page_size=10&page_index=0&search=a%20b*%E7%BC%96`
    expect((await ask(signed({}, path), path)).status).toBe(200)
    expect(sim.problems).toEqual([])
  })

  it.each<[string, Signing]>([
    ['a wrong secret', { secret: 'x' }],
    ['an unknown key', { accessKeyId: 'UNKNOWN' }],
    ['a date that is not signed', { names: ['host'] }],
    ['a signed header that did not come', { names: ['host', 'x-project-id', 'x-sdk-date'] }],
    ['a security token for a permanent key', { security: 'made-up' }],
    ['no security token for a temporary key', temporary({})],
    ['a wrong security token', temporary({ security: 'other' })],
    [
      'a security token that is not signed',
      temporary({ security: TEMPORARY.securityToken, names: ['host', 'x-sdk-date'] }),
    ],
  ])('refuses a signature with %s', async (_, how) => {
    const refusal = await ask(signed(how))
    expect(refusal.status).toBe(401)
    expect(refusal.json()).toMatchObject({
      error_code: 'APIGW.0301',
      error_msg: expect.stringContaining('verify aksk signature fail'),
      request_id: refusal.headers.get('x-request-id'),
    })
    expect(sim.problems).toMatchObject([{ kind: 'refused-credentials', route: 'status-v3' }])
  })

  it('takes a temporary key until it expires, and tells that end from a mistake', async () => {
    const how = temporary({ security: TEMPORARY.securityToken })
    expect((await ask(signed(how))).status).toBe(200)
    now = TEMPORARY.expiresAt
    expect((await ask(signed(how))).status).toBe(401)
    expect(sim.problems).toMatchObject([{ kind: 'expired' }])
  })

  it('refuses a date off by over 15 minutes either way, and tells that from a mistake', async () => {
    const skews = [15, -15, 16, -16].map((minutes) => ({ skewMs: minutes * MINUTE_MS }))
    const answers = []
    for (const skew of skews) answers.push((await ask(signed(skew))).status)
    expect(answers).toEqual([200, 200, 401, 401])
    expect(sim.problems).toMatchObject([{ kind: 'clock' }, { kind: 'clock' }])
  })

  it('locks a key for five minutes after five failures in a row, and only in a row', async () => {
    const fail = () => ask(signed({ secret: 'x' }))
    for (let failure = 0; failure < 4; failure += 1) await fail()
    expect((await ask(signed())).status).toBe(200)
    for (let failure = 0; failure < 5; failure += 1) await fail()
    expect((await ask(signed())).text).toContain('AK access failed to reach the limit')
    now += 5 * MINUTE_MS
    expect((await ask(signed())).status).toBe(200)
  })

  it.each([
    ['no credentials', {}, 'x-auth-token not found'],
    ['an unknown token', { 'x-auth-token': 'made-up' }, 'decrypt token fail'],
  ])('refuses %s with its own words', async (_, headers, words) => {
    expect((await ask(headers)).text).toContain(words)
  })

  it('refuses a token that expired or was revoked', async () => {
    const token = { 'x-auth-token': CREDENTIALS.token }
    expect((await ask(token)).status).toBe(200)
    now += MINUTE_MS
    expect((await ask(token)).text).toContain('token expires')
    sim.credentials.addToken({ token: 'another' })
    expect((await ask({ 'x-auth-token': 'another' })).status).toBe(200)
    sim.credentials.revoke('another')
    expect((await ask({ 'x-auth-token': 'another' })).text).toContain('decrypt token fail')
  })

  it('answers a call that is not offered with 404, and blames only unknown paths', async () => {
    const missing = await ask({}, `/v4/jobs/${JOB}/1/record-info`)
    expect([missing.status, missing.json()]).toMatchObject([404, { error_code: 'APIGW.0101' }])
    expect(sim.problems).toEqual([])
    expect((await ask({}, '/v9/jobs')).status).toBe(404)
    expect(sim.problems).toEqual([{ kind: 'unknown-path', what: 'GET /v9/jobs', route: '' }])
  })

  it('journals what arrived and how it was answered', async () => {
    await call(`${sim.url}/v3/jobs/build`, '{', { 'x-auth-token': CREDENTIALS.token })
    expect(sim.requests).toMatchObject([
      { at: now, method: 'POST', path: '/v3/jobs/build', route: 'start-v3', family: 'start' },
    ])
    expect(sim.requests[0]).toMatchObject({ body: '{', status: 400 })
    expect(sim.problems).toMatchObject([{ kind: 'request', what: 'the body is not JSON' }])
  })
})

function temporary(how: Signing): Signing {
  const { accessKeyId, secretAccessKey } = TEMPORARY
  return { accessKeyId, secret: secretAccessKey, ...how }
}
