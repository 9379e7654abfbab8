import { expect, it } from '@jest/globals'
import { MatcherThread } from '../../../src/findings/problem-matchers/matcher-thread.js'
import { readMatchers } from '../../../src/findings/problem-matchers/read-matchers.js'

const MATCHERS = JSON.stringify({
  problemMatcher: [
    { owner: 'plain', pattern: [{ regexp: '^(\\S+):(\\d+)$', file: 1, line: 2, message: 0 }] },
  ],
})
/** Their beginning takes together more than a matcher may take over a line. */
const THREADS = 60

it('A matcher is not too slow while its thread only begins', async () => {
  const { matchers } = readMatchers(MATCHERS)
  const threads: MatcherThread[] = []
  const answers = Array.from({ length: THREADS }, () => {
    return new Promise<string>((resolve) => {
      const thread = new MatcherThread(
        matchers,
        () => {
          resolve('answered')
        },
        () => {
          resolve('too slow')
        },
        () => {
          resolve('broken')
        },
      )
      thread.match('a.c:1', [[]])
      threads.push(thread)
    })
  })
  const said = await Promise.all(answers)
  for (const thread of threads) thread.end()
  expect(new Set(said)).toEqual(new Set(['answered']))
})
