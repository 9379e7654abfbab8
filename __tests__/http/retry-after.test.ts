import { describe, expect, it } from '@jest/globals'
import { retryAfterMs } from '../../src/http/retry-after.js'

const now = new Date('2026-01-01T00:00:00Z')

describe('retryAfterMs', () => {
  it.each([
    ['whole seconds', { 'retry-after': '7' }, 7_000],
    ['a fraction', { 'retry-after': ' 0.5 ' }, 500],
    ['a date from here on', { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30_000],
    ['a date in the past', { 'retry-after': 'Thu, 01 Jan 2025 00:00:00 GMT' }, 0],
    [
      "a date from the answer's own time on",
      { 'retry-after': 'Thu, 01 Jan 2026 01:00:10 GMT', date: 'Thu, 01 Jan 2026 01:00:00 GMT' },
      10_000,
    ],
    ['nothing', {}, undefined],
    ['a negative number', { 'retry-after': '-5' }, undefined],
    ['words', { 'retry-after': 'soon' }, undefined],
    ['an endless number', { 'retry-after': '9'.repeat(400) }, undefined],
  ])('reads %s', (_name, headers, expected) => {
    expect(retryAfterMs(headers, now)).toBe(expected)
  })
})
