import { describe, expect, it } from '@jest/globals'
import { ActionError } from '../../src/core/errors.js'
import { closed, overdue, sendFailure, silence, undecodable } from '../../src/http/failures.js'
import type { HttpRequest } from '../../src/http/messages.js'

const request: HttpRequest = {
  method: 'POST',
  url: new URL('https://h.example/v3/jobs/build?secret=hunter22'),
  headers: { authorization: 'hunter22' },
  body: 'hunter22',
}
const coded = (code: unknown, message = 'words') => Object.assign(new Error(message), { code })

describe('A request that failed', () => {
  it.each<[string, ActionError, object]>([
    [
      'before its connection stood',
      sendFailure(request, coded('ECONNRESET'), false),
      { code: 'unreachable', delivery: 'not-delivered', transient: true },
    ],
    [
      'after its connection stood',
      sendFailure(request, coded('ECONNREFUSED'), true),
      { code: 'no-answer', delivery: 'unclear', transient: true },
    ],
    [
      'for a certificate',
      sendFailure(request, coded('CERT_HAS_EXPIRED'), false),
      {
        code: 'unreachable',
        transient: false,
        hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      },
    ],
    [
      'for its proxy',
      sendFailure(
        request,
        coded('ECONNRESET', 'tunneling socket could not be established, statusCode=407'),
        false,
      ),
      { hint: expect.stringContaining('The proxy refused') },
    ],
    [
      'for a header',
      sendFailure(request, coded('ERR_INVALID_CHAR'), false),
      { code: 'bad-input', delivery: 'not-delivered' },
    ],
    [
      'without words',
      sendFailure(request, coded('ETIMEDOUT', ''), false),
      { message: expect.stringContaining('ETIMEDOUT') },
    ],
    [
      'without words or code',
      sendFailure(request, coded(7, ''), false),
      { message: expect.stringContaining("wasn't sent: Error") },
    ],
    [
      'with no error at all',
      sendFailure(request, 'gone', true),
      { message: expect.stringContaining('gone') },
    ],
    [
      'in silence before its connection',
      silence(request, 15_000, false),
      {
        code: 'unreachable',
        delivery: 'not-delivered',
        message: expect.stringContaining('within 15 s'),
      },
    ],
    [
      'in silence',
      silence(request, 2_450, true),
      { code: 'no-answer', delivery: 'unclear', message: expect.stringContaining('2.5 s') },
    ],
    ['over its time', overdue(request, 60_000, true), { code: 'no-answer', delivery: 'unclear' }],
    [
      'over its time, unconnected',
      overdue(request, 60_000, false),
      { delivery: 'not-delivered', message: expect.stringContaining('after 60 s') },
    ],
    [
      'at the end of the action',
      closed(request, true),
      { code: 'no-answer', delivery: 'unclear', transient: false },
    ],
    ['at the end, unconnected', closed(request, false), { delivery: 'not-delivered' }],
    [
      'to be decoded',
      undecodable(request, 'br'),
      { code: 'bad-answer', message: expect.stringContaining('content-encoding br') },
    ],
  ])('%s is told as that, without query, header or body', (_how, error, expected) => {
    expect(error).toMatchObject(expected)
    expect(`${error.message} ${error.hint}`).not.toContain('hunter22')
    expect(error.message).toContain('POST https://h.example/v3/jobs/build')
  })

  it('keeps an error of our own', () => {
    const own = new ActionError('bad-answer', 'own', { hint: '' })
    expect(sendFailure(request, own, false)).toBe(own)
  })
})
