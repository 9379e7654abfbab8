import { describe, expect, it } from '@jest/globals'
import fc from '../../../support/fast-check.js'
import { answerError } from '../../../../src/clouds/huawei/gateway/answer-errors.js'
import { secretsOf } from '../../../support/secrets.js'
import { parseAnswer, refusalIn } from '../../../../src/clouds/huawei/gateway/error-body.js'

const NOW = new Date('2026-09-10T11:00:00Z')
const SECRET = 'correct-horse-battery-staple'
const secrets = secretsOf(SECRET)
const starred = (text: string) => secrets.starred(text)

function errorOf(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return answerError({ call: 'GET /x', status, headers, text, now: NOW, starred })
}

describe('An error answer', () => {
  it.each([
    ['error_code', { error_code: 'CB.00060200', error_msg: 'Invalid param' }],
    ['errorCode', { errorCode: 'CB.00060200', errorMsg: 'Invalid param' }],
    ['error.message', { error: { code: 'CB.00060200', message: 'Invalid param' } }],
    ['error.reason', { error: { code: 'CB.00060200', reason: 'Invalid param' }, status: 'error' }],
    ['err_code', { success: false, err_code: 'CB.00060200', message: 'Invalid param' }],
    ['code', { code: 'CB.00060200', message: 'Invalid param' }],
    [
      'JSON in a string',
      JSON.stringify('{"error_code":"CB.00060200","error_msg":"Invalid param"}'),
    ],
    ['bare words', 'CB.00060200: Invalid param'],
  ])('is told in the words of its %s form', (_form, body) => {
    const error = errorOf(400, body)
    expect(error).toMatchObject({
      code: 'refused',
      remoteCode: 'CB.00060200',
      delivery: 'answered',
    })
    expect(error.message).toContain('Invalid param')
  })

  it.each([
    [429, {}, 'throttled'],
    [500, { error_code: 'CB.00060211', error_msg: 'busy' }, 'throttled'],
    [200, { error_code: 'CB.00060211', error_msg: 'busy' }, 'throttled'],
    [404, { error_code: 'APIGW.0101', error_msg: 'x' }, 'not-offered'],
    [404, { error_code: 'APIG.0101', error_msg: 'x' }, 'not-offered'],
    [404, '<html>', 'not-found'],
    [422, { error_code: 'CB.00031006', error_msg: 'x' }, 'not-found'],
    [403, { error_code: 'CB.00031059', error_msg: 'x' }, 'not-found'],
    [500, { error_code: 'CB.00030004', error_msg: 'x' }, 'not-found'],
    [500, { error_code: 'CB.00060101', error_msg: 'x' }, 'service-error'],
    [502, '<html><title>Bad Gateway</title></html>', 'service-error'],
    [200, { error: { code: 'CB.00060100', message: 'busy' }, status: 'error' }, 'service-error'],
    [302, '', 'refused'],
    [401, { error_code: 'APIGW.0301', error_msg: 'token expires' }, 'credentials-refused'],
    [403, { error_code: 'APIGW.0302', error_msg: 'x' }, 'not-permitted'],
  ])('with HTTP %s and %j is %s', (status, body, code) => {
    expect(errorOf(status, body).code).toBe(code)
  })

  it('of a throttled start shows that nothing was carried out', () => {
    expect(errorOf(500, { error_code: 'CB.00060211', error_msg: 'busy' })).toMatchObject({
      delivery: 'not-delivered',
      transient: true,
    })
  })

  it('of the service itself leaves open whether it acted', () => {
    expect(errorOf(503, '', { 'retry-after': '7' })).toMatchObject({
      delivery: 'unclear',
      transient: true,
      retryAfterMs: 7_000,
    })
  })

  it('names the request by header, else by body', () => {
    const body = { error_code: 'CB.1', error_msg: 'x', request_id: 'in-body' }
    expect(errorOf(400, body).requestId).toBe('in-body')
    expect(errorOf(400, body, { 'x-request-id': 'in-header' }).requestId).toBe('in-header')
  })

  it('names the host of a redirect and no more of it', () => {
    const error = errorOf(302, '', { location: 'https://login.example.com/?token=abc' })
    expect(error.message).toContain('login.example.com')
    expect(error.message).not.toContain('abc')
  })

  it('never crashes on what a hostile service sends', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.string(),
        fc.json(),
        (status, text, json) => {
          expect(errorOf(status, text).message).not.toBe('')
          expect(errorOf(status, json).message.length).toBeLessThan(1_000)
        },
      ),
    )
  })
})

describe('A secret that the service says', () => {
  it.each([570, 590, 599, 610])('is starred before words are cut: at %d', (at) => {
    const words = `${'-'.repeat(at)}${SECRET}${'-'.repeat(300)}`
    const answers = [
      errorOf(400, { error_code: 'CB.1', error_msg: words }),
      errorOf(401, { error_code: 'APIGW.9999', error_msg: words.slice(400) }),
      errorOf(502, `<html><title>${words.slice(400)}</title></html>`),
    ]
    for (const { message } of answers) expect(message.split(':').at(-1)).not.toMatch(/[a-z]{3}-/)
  })
})

describe('refusalIn', () => {
  it.each([
    [{ status: 'success', error: null, result: {} }],
    [{ success: true, err_code: null, message: null, result: {} }],
    [{ success: true, result: '' }],
    [{ job_name: 'x', build_steps: [] }],
    [{ actual_build_number: '20' }],
    [{ result: true }],
    [[]],
    [null],
    ['text'],
  ])('sees none in %j', (answer) => {
    expect(refusalIn(answer)).toBeUndefined()
  })

  it('survives JSON that nests very deep or speaks of prototypes', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(refusalIn(parseAnswer(deep))).toBeUndefined()
    expect(refusalIn(parseAnswer('{"__proto__":{"error_code":"CB.1"}}'))).toBeUndefined()
  })
})
