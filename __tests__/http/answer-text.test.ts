import { describe, expect, it } from '@jest/globals'
import { ActionError } from '../../src/core/errors.js'
import { readStart, readText } from '../../src/http/answer-text.js'
import { answerWith } from './answers.js'

const broken = new ActionError('no-answer', 'gone', { hint: '', transient: true })

describe('readText', () => {
  it('joins characters that were cut, and drops a byte order mark', async () => {
    const bytes = Buffer.from('\uFEFF构é')
    const pieces = [...bytes].map((byte) => Uint8Array.of(byte))
    expect(await readText(answerWith(200, pieces))).toBe('构é')
  })

  it('stops at its limit with a clear error', async () => {
    await expect(readText(answerWith(200, ['abc', 'def']), 5)).rejects.toMatchObject({
      code: 'bad-answer',
      delivery: 'unclear',
    })
  })
})

describe('readStart', () => {
  it('gives what came of a body that broke off', async () => {
    expect(await readStart(answerWith(401, ['abc', broken]), 100)).toBe('abc')
  })

  it('gives no more than asked for', async () => {
    expect(await readStart(answerWith(401, ['abc', 'def', broken]), 4)).toBe('abcd')
  })

  it('lets an abort through', async () => {
    await expect(readStart(answerWith(401, [new Error('cancelled')]), 4)).rejects.toThrow(
      'cancelled',
    )
  })
})
