import { describe, expect, it } from '@jest/globals'
import { signRequest } from '../../../src/clouds/aws/sign-in/request-signer.js'
import { Secret } from '../../../src/core/secret.js'
import type { HttpRequest } from '../../../src/http/messages.js'

/** Of the AWS Signature Version 4 test suite ("aws-sig-v4-test-suite"). */
const KEYS = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: new Secret('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'),
}
const SESSION_TOKEN =
  'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=='
const SCOPE = { region: 'us-east-1', service: 'service' }
const AT = new Date('2015-08-30T12:36:00Z')

function signature(
  request: Partial<HttpRequest> & { readonly path?: string },
  keys = KEYS,
): string {
  const url = new URL(`https://example.amazonaws.com${request.path ?? '/'}`)
  const { method = 'GET', headers = {}, body } = request
  const whole = { method, url, headers, ...(body !== undefined && { body }) }
  return signRequest(whole, keys, SCOPE, AT).headers['authorization'] ?? ''
}

describe('The signature of a request', () => {
  it.each([
    ['get-vanilla', {}, '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
    [
      'get-vanilla-query-order-key-case',
      { path: '/?Param2=value2&Param1=value1' },
      'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
    ],
    [
      'post-vanilla',
      { method: 'POST' as const },
      '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    ],
    [
      'post-x-www-form-urlencoded',
      {
        method: 'POST' as const,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'Param1=value1',
      },
      'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
    ],
  ])('is that of the published vector %s', (_name, request, expected) => {
    expect(signature(request)).toContain(`, Signature=${expected}`)
  })

  it('covers the token of temporary keys, as the vector post-sts-header-before', () => {
    const keys = { ...KEYS, sessionToken: new Secret(SESSION_TOKEN) }
    expect(signature({ method: 'POST' }, keys)).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
        'SignedHeaders=host;x-amz-date;x-amz-security-token, ' +
        'Signature=85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead',
    )
  })
})
