import { describe, expect, it } from '@jest/globals'
import { answerError } from '../../../../src/clouds/aws/protocol/answer-errors.js'
import { CLOUDWATCH_LOGS, CODEBUILD } from '../../../../src/clouds/aws/protocol/aws-service.js'

const NOW = new Date('2026-09-10T11:00:00Z')
const START = { service: CODEBUILD, operation: 'StartBuild' }

function errorOf(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  called = START,
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const starred = (words: string): string => words
  return answerError(called, { status, headers }, { text, now: NOW, starred })
}

describe('An unwanted answer of AWS', () => {
  it.each<[number, string, string, object]>([
    [
      400,
      'ThrottlingException',
      'Rate exceeded',
      { code: 'throttled', delivery: 'not-delivered', transient: true },
    ],
    [400, 'LimitExceededException', '', { code: 'throttled', transient: true }],
    [429, 'Whatever', '', { code: 'throttled', delivery: 'not-delivered' }],
    [400, '', 'Rate exceeded for this account', { code: 'throttled' }],
    [500, 'InternalFailure', '', { code: 'service-error', delivery: 'unclear', transient: true }],
    [400, 'ServiceUnavailableException', '', { code: 'service-error', delivery: 'unclear' }],
    [503, '', '', { code: 'service-error', delivery: 'unclear', transient: true }],
    [
      400,
      'ExpiredTokenException',
      '',
      { code: 'credentials-refused', hint: expect.stringContaining('role-to-assume') },
    ],
    [
      403,
      'InvalidSignatureException',
      '',
      { code: 'credentials-refused', hint: expect.stringContaining('clock') },
    ],
    [
      400,
      'UnrecognizedClientException',
      '',
      { code: 'credentials-refused', hint: expect.stringContaining('deleted, inactive') },
    ],
    [401, '', '', { code: 'credentials-refused', transient: false }],
    [
      400,
      'AccountLimitExceededException',
      'Cannot have more',
      { code: 'refused', transient: false, delivery: 'answered' },
    ],
    [
      400,
      'ResourceNotFoundException',
      '',
      { code: 'not-found', hint: expect.stringContaining('project-name') },
    ],
    [
      400,
      'InvalidInputException',
      '',
      { code: 'refused', hint: expect.stringContaining('API reference') },
    ],
    [302, '', '', { code: 'refused', hint: expect.stringContaining('Redirects are not followed') }],
    [404, '', '', { code: 'refused', hint: expect.stringContaining('no answer of AWS') }],
  ])('%i %s "%s" is told as what it is', (status, type, message, expected) => {
    expect(errorOf(status, { ...(type && { __type: type }), message })).toMatchObject({
      httpStatus: status,
      ...expected,
    })
  })

  it.each([
    ['AccessDeniedException', 400],
    ['AccessDenied', 403],
    ['NotAuthorized', 400],
    ['', 403],
  ])('"%s" with HTTP %i names the permission that is missing', (type, status) => {
    const stop = { service: CODEBUILD, operation: 'StopBuild' }
    const error = errorOf(status, type === '' ? '' : { __type: type, message: 'no' }, {}, stop)
    expect(error.code).toBe('not-permitted')
    expect(error.message).toContain('The permission codebuild:StopBuild is missing.')
    const read = { service: CLOUDWATCH_LOGS, operation: 'GetLogEvents' }
    expect(errorOf(status, type === '' ? '' : { __type: type }, {}, read).hint).toContain(
      'logs:GetLogEvents',
    )
  })

  it('names the quota of builds', () => {
    const body = { __type: 'AccountLimitExceededException', message: 'Cannot have more than 1.' }
    expect(errorOf(400, body).message).toBe(
      'StartBuild was refused by AWS (AccountLimitExceededException): Cannot have more than 1. ' +
        'The quota of concurrently running builds of this account is used up.',
    )
  })

  it.each([
    ['', 'an empty answer.'],
    [' <html>', 'an HTML or XML page.'],
    ['{"a":1}', 'an answer without a message.'],
    ['nothing', 'an answer without a message.'],
  ])('that says nothing is described: %j', (body, said) => {
    expect(errorOf(404, body).message).toBe(`StartBuild was refused by AWS (HTTP 404): ${said}`)
  })

  it('has code, request id and the wish to be left alone, whatever they look like', () => {
    const headers = { 'x-amzn-requestid': 'r\n7', 'retry-after': '9' }
    expect(errorOf(400, { __type: 'SlowDown' }, headers)).toMatchObject({
      remoteCode: 'SlowDown',
      requestId: 'r 7',
      retryAfterMs: 9_000,
    })
    expect(errorOf(400, {}, { 'x-amz-request-id': 'r8' })).toMatchObject({ requestId: 'r8' })
    const bare = errorOf(400, {})
    expect([bare.remoteCode, bare.requestId, bare.retryAfterMs]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
