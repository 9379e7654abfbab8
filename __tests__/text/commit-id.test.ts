import { describe, expect, it } from '@jest/globals'
import { isFullCommitId, isReportedCommitId, isSameCommit } from '../../src/text/index.js'

const SHA1 = '0123456789abcdef0123456789abcdef01234567'
const SHA256 = `${SHA1}${'89abcdef'.repeat(3)}`

describe('A commit id', () => {
  it.each([
    ['of SHA-1', SHA1, true, true],
    ['of SHA-256', SHA256, true, true],
    ['in capitals', SHA1.toUpperCase(), true, true],
    ['that is shortened', SHA1.slice(0, 7), false, true],
    ['that is shortened too far', SHA1.slice(0, 6), false, false],
    ['between both lengths', SHA256.slice(0, 50), false, true],
    ['that is too long', `${SHA256}0`, false, false],
    ['with another letter', `${SHA1.slice(1)}g`, false, false],
    ['that a line follows', `${SHA1}\n`, false, false],
    ['that is empty', '', false, false],
  ])('%s', (_name, text, full, reported) => {
    expect([isFullCommitId(text), isReportedCommitId(text)]).toEqual([full, reported])
  })

  it.each([
    ['equal', SHA1, SHA1, true],
    ['shortened in the answer', SHA1, SHA1.slice(0, 10), true],
    ['in capitals in the answer', SHA1, SHA1.toUpperCase(), true],
    ['shortened too far in the answer', SHA1, SHA1.slice(0, 6), false],
    ['another one', SHA1, `f${SHA1.slice(1)}`, false],
    ['none that was asked for', undefined, SHA1, false],
  ])('is the one that was asked for: %s', (_name, asked, reported, same) => {
    expect(isSameCommit(asked, reported)).toBe(same)
  })
})
