import { describe, expect, it } from '@jest/globals'
import { ActionError } from '../../../src/core/errors.js'
import { badGithubAnswer, githubError } from '../../../src/github/checks/github-errors.js'

const NOW = Date.parse('2026-09-10T11:00:00Z')
const READING = { now: NOW, starred: (text: string) => text.replaceAll('ghs_secret', '***') }

/** As octokit throws a refusal. */
function refused(status: number, message: unknown = 'No', headers: object = {}): unknown {
  return Object.assign(new Error('octokit'), { status, response: { headers, data: { message } } })
}

const told = (fault: unknown, permission: 'checks: write' | 'statuses: write' = 'checks: write') =>
  githubError('POST check-runs', permission, fault, READING)

describe('A refusal of GitHub', () => {
  it.each<[string, unknown, object]>([
    ['an unknown token', refused(401), { code: 'credentials-refused', transient: false }],
    [
      'a right that is missing',
      refused(403),
      { code: 'not-permitted', hint: expect.stringContaining('`checks: write`') },
    ],
    [
      'a token of another repository',
      refused(404),
      { code: 'not-found', hint: expect.stringContaining('this repository') },
    ],
    [
      'a field that GitHub refuses',
      refused(422),
      { code: 'refused', delivery: 'answered', httpStatus: 422 },
    ],
    ['a client error of another kind', refused(410), { code: 'refused', transient: false }],
    ['trouble', refused(502), { code: 'service-error', delivery: 'unclear', transient: true }],
    [
      'a limit',
      refused(429),
      { code: 'throttled', delivery: 'not-delivered', retryAfterMs: 60_000 },
    ],
    [
      'a limit with a pause',
      refused(429, 'x', { 'retry-after': '7' }),
      { code: 'throttled', retryAfterMs: 7_000 },
    ],
    [
      'a limit as 403, with a pause',
      refused(403, 'x', { 'retry-after': '7' }),
      { code: 'throttled', retryAfterMs: 7_000 },
    ],
    [
      'a limit as 403 that ends at its time',
      refused(403, 'x', {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(NOW / 1_000 + 90),
      }),
      { code: 'throttled', retryAfterMs: 90_000 },
    ],
    [
      'a limit that is over by now',
      refused(403, 'x', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }),
      { code: 'throttled', retryAfterMs: 0 },
    ],
    [
      'a limit without its end',
      refused(403, 'x', { 'x-ratelimit-remaining': '0' }),
      { code: 'throttled', retryAfterMs: 60_000 },
    ],
    [
      'a secondary limit by its words',
      refused(403, 'You have exceeded a Secondary Rate Limit'),
      { code: 'throttled' },
    ],
    [
      'an old limit by its words',
      refused(403, 'triggered an abuse detection mechanism'),
      { code: 'throttled' },
    ],
  ])('for %s is told as that', (_why, fault, expected) => {
    expect(told(fault)).toMatchObject(expected)
  })

  it('names the right that the call needs, and what else helps only for a check', () => {
    expect(told(refused(403)).hint).toContain('check-kind: status')
    expect(told(refused(403), 'statuses: write').hint).toBe(
      'Add `statuses: write` to the `permissions:` of the job.',
    )
    expect(told(refused(404), 'statuses: write').hint).toContain('`statuses: write`')
  })

  it('quotes the words of GitHub, starred before they are cut', () => {
    const words = `${'x'.repeat(295)}ghs_secret`
    const { message } = told(refused(422, words))
    expect(message).toMatch(/^POST check-runs was refused by GitHub with HTTP 422: x{295}\*\*\*/)
    expect(message).not.toContain('ghs')
  })

  it.each([
    [{ data: '<html>' }, 'an HTML page'],
    [{ data: 'plain' }, 'no message'],
    [{ data: { message: 7 } }, 'no message'],
    [{ data: null, headers: 'none' }, 'no message'],
    [{ data: '', headers: { 'retry-after': 7 } }, 'no message'],
  ])('that answers with %j has said: %s', (response, words) => {
    const fault = Object.assign(new Error('octokit'), { status: 403, response })
    expect(told(fault)).toMatchObject({
      code: 'not-permitted',
      message: `POST check-runs was refused by GitHub with HTTP 403: ${words}`,
    })
  })
})

describe('A call of GitHub that failed otherwise', () => {
  const own = new ActionError('unreachable', 'no way', { hint: '', delivery: 'not-delivered' })

  it('keeps an error of our own, also where octokit wrapped it', () => {
    expect(told(own)).toBe(own)
    const wrapped = Object.assign(new Error('octokit', { cause: own }), { status: 500 })
    expect(told(wrapped)).toBe(own)
  })

  it.each([
    ['an error without an answer', Object.assign(new Error('x'), { status: 500 })],
    ['an answer without a status', Object.assign(new Error('x'), { response: {} })],
    ['no error at all', 'aborted'],
    ['nothing', undefined],
  ])('is %s: unclear, and tried again', (_what, fault) => {
    expect(told(fault)).toMatchObject({ code: 'no-answer', delivery: 'unclear', transient: true })
  })

  it("is unclear where the answer is none of GitHub's", () => {
    expect(badGithubAnswer('GET check-runs')).toMatchObject({
      code: 'bad-answer',
      delivery: 'unclear',
      transient: true,
    })
  })
})
