import { describe, expect, it } from '@jest/globals'
import { readMatchers } from '../../../src/findings/problem-matchers/read-matchers.js'

const file = (...problemMatcher: readonly unknown[]) => JSON.stringify({ problemMatcher })
const pattern = { regexp: '^(.+):(\\d+): (.+)$', file: 1, line: 2, message: 3 }

describe('readMatchers', () => {
  it("reads GitHub's own form", () => {
    const text = file({
      owner: 'eslint',
      severity: 'Warning',
      pattern: [
        { regexp: '^(\\S+)$', file: 1 },
        { regexp: '^\\s+(\\d+)\\s+(.+)$', line: 1, message: 2, loop: true },
      ],
    })
    expect(readMatchers(text)).toEqual({
      problems: [],
      matchers: [
        {
          owner: 'eslint',
          severity: 'warning',
          patterns: [
            { regexp: '^(\\S+)$', groups: { file: 1 }, loop: false },
            { regexp: '^\\s+(\\d+)\\s+(.+)$', groups: { line: 1, message: 2 }, loop: true },
          ],
        },
      ],
    })
  })

  it.each([
    ['{', 'it must be JSON'],
    ['{"problemMatcher":[]}', '1 to 50 matchers'],
    [file('x'), 'matcher 1 is no object'],
    [file({ pattern: [pattern] }), 'matcher 1 has no "owner"'],
    [file({ owner: 'a', severity: 'fatal', pattern: [pattern] }), 'a severity other than'],
    [file({ owner: 'a' }), 'must have a list "pattern"'],
    [file({ owner: 'a', pattern: [{ ...pattern, regexp: '(' }] }), "none of JavaScript's"],
    [
      file({ owner: 'a', pattern: [{ ...pattern, regexp: '(?i)(a)(b)(c)' }] }),
      "none of JavaScript's",
    ],
    [file({ owner: 'a', pattern: [{ ...pattern, regexp: '\\A(a)(b)(c)' }] }), 'only .NET knows'],
    [
      file({ owner: 'a', pattern: [{ ...pattern, message: 4 }] }),
      'no group of its regexp (0 to 3)',
    ],
    [
      file({ owner: 'a', pattern: [{ ...pattern, message: null }] }),
      'sets "message" in no pattern',
    ],
    [file({ owner: 'a', pattern: [pattern, pattern] }), 'in two patterns'],
    [file({ owner: 'a', pattern: [{ ...pattern, loop: true }] }), 'only the last of several'],
  ])('says what is wrong with %s', (text, problem) => {
    const { matchers, problems } = readMatchers(text)
    expect(matchers).toEqual([])
    expect(problems.join()).toContain(problem)
  })

  it('tells the problems of all matchers at once', () => {
    expect(readMatchers(file({ owner: 'a' }, { owner: 'b' })).problems).toHaveLength(2)
  })
})
