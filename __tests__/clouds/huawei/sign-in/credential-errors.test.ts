import { describe, expect, it } from '@jest/globals'
import { explainRefusal } from '../../../../src/clouds/huawei/sign-in/credential-errors.js'

const now = new Date('2026-01-01T00:00:00Z')
const IAM = 'Incorrect IAM authentication information'

describe('explainRefusal', () => {
  it.each([
    [
      401,
      'APIGW.0301',
      `${IAM}: AK access failed to reach the limit,forbidden.`,
      'credentials-refused',
      /Wait 5 minutes/,
    ],
    [
      401,
      'APIG.0301',
      `${IAM}: Get secretKey failed,ak:***,err:ak not exist`,
      'credentials-refused',
      /access-key-id/,
    ],
    [401, 'APIGW.0301', `${IAM}: ak LTAIX not exist`, 'credentials-refused', /access-key-id/],
    [401, 'APIGW.0301', `${IAM}: x-auth-token not found`, 'credentials-refused', /X-Auth-Token/],
    [401, 'APIGW.0301', `${IAM}: token expires`, 'credentials-refused', /24 hours/],
    [401, 'APIGW.0301', 'token has no project scope', 'credentials-refused', /scope\.project/],
    [401, 'APIGW.0301', `${IAM}: decrypt token fail`, 'credentials-refused', /cut off/],
    [
      401,
      'APIGW.0301',
      `${IAM}: verify aksk signature fail`,
      'credentials-refused',
      /secret-access-key/,
    ],
    [401, 'APIGW.0307', 'The token must be updated', 'credentials-refused', /region/],
    [401, undefined, undefined, 'credentials-refused', /region/],
    [403, 'APIG.0302', 'not allowed', 'not-permitted', /arrears/],
    [403, 'APIGW.0304', 'not allowed', 'not-permitted', /arrears/],
    [403, 'APIGW.0306', 'not allowed', 'not-permitted', /arrears/],
    [
      403,
      'APIGW.0310',
      'The project is unavailable',
      'not-permitted',
      /project of this region is active/,
    ],
    [403, 'APIGW.0801', 'not open', 'not-permitted', /enabled there/],
    [
      403,
      'APIGW.0802',
      'The IAM user is forbidden in the currently selected region',
      'not-permitted',
      /grant the user/,
    ],
    [403, 'STS5.1001', 'no', 'credentials-refused', /trust policy/],
    [403, 'DEV.CB.1', 'the assumed agency has no permission', 'not-permitted', /From Agencies/],
    [403, 'IAM.0003', 'policy denies', 'credentials-refused', /enabled/],
    [403, 'DEV.CB.0600001', 'no permission', 'not-permitted', /view and execute/],
    [403, undefined, undefined, 'not-permitted', /view and execute/],
  ] as const)('%s %s "%s"', (status, remoteCode, remoteMessage, code, hint) => {
    const explained = explainRefusal({
      status,
      now,
      ...(remoteCode !== undefined && { remoteCode }),
      ...(remoteMessage !== undefined && { remoteMessage }),
    })
    expect(explained.code).toBe(code)
    expect(explained.hint).toMatch(hint)
  })

  it('blames the clock when it is further off than the gateway allows', () => {
    const refused = {
      status: 401,
      remoteCode: 'APIGW.0301',
      remoteMessage: 'verify aksk signature fail',
    }
    const off = { ...refused, now, serverTime: new Date(now.getTime() + 16 * 60_000) }
    const near = { ...refused, now, serverTime: new Date(now.getTime() + 14 * 60_000) }
    expect(explainRefusal(off).hint).toContain('NTP')
    expect(explainRefusal(near).hint).toContain('secret-access-key')
  })

  it('is not misled by the request that a signature error quotes', () => {
    const remoteMessage =
      'verify aksk signature fail, canonicalRequest:GET|/v1/locked/||x-project-id:1|x-security-token:abc'
    const { hint } = explainRefusal({ status: 401, remoteCode: 'APIGW.0301', remoteMessage, now })
    expect(hint).toContain('secret-access-key')
  })

  it('quotes unknown words on one line, without what may be a token', () => {
    const remoteMessage = `odd\r\n::error::x ${'MIIE'.repeat(20)}`
    const { message } = explainRefusal({ status: 403, remoteMessage, now })
    expect(message).toMatch(/: odd ::error::x \*\*\*$/)
  })
})
