import { describe, expect, it } from '@jest/globals'
import fc from '../support/fast-check.js'
import { parseJson } from '../../src/text/json.js'
import { cpuMs } from '../support/cpu-time.js'

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it.each([
    ['lists', `${'['.repeat(101)}${']'.repeat(101)}`],
    ['objects', `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`],
    ['after a string of backslashes', `["\\\\",${'['.repeat(101)}${']'.repeat(101)}]`],
  ])('reads nothing that nests without end: %s', (_what, text) => {
    expect(JSON.parse(text)).toBeDefined()
    expect(parseJson(text)).toBeUndefined()
  })

  it('builds nothing of a text that holds millions of values', () => {
    const before = process.memoryUsage().heapUsed
    for (const value of ['{}', '[]', '1', '""']) {
      expect(
        parseJson(`[${Array.from({ length: 1_000_000 }, () => value).join(',')}]`),
      ).toBeUndefined()
    }
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000)
  })

  it('counts no brackets inside of strings', () => {
    const text = JSON.stringify({ a: `"${'['.repeat(1_000)}\\`, b: ['{'.repeat(1_000)] })
    expect(parseJson(text)).toEqual(JSON.parse(text))
  })

  it('takes time in proportion to the text, whatever it holds', () => {
    const began = cpuMs()
    for (const text of [
      '"\\"'.repeat(500_000),
      `"${'\\'.repeat(1_000_000)}`,
      '"'.repeat(1_000_000),
    ])
      parseJson(text)
    expect(cpuMs() - began).toBeLessThan(2_000)
  })
})
