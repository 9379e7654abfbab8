import { describe, expect, it } from '@jest/globals'
import { budget } from '../support/budget.js'
import fc from '../support/fast-check.js'
import { alternatives } from '../../src/findings/matchers/alternatives.js'
import { FAMILIES } from '../../src/findings/matchers/index.js'

const SOURCES = [
  'ab',
  'ac{2}',
  'a?b',
  'a{2}c',
  'a',
  String.raw`\(a`,
  String.raw`\(b`,
  String.raw`\da`,
  String.raw`\db`,
  '[ab]c',
  '(?:b|c)a',
  'b+c',
  'ba',
  '● a',
  '● b',
]
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '(', '1', '● ', '?'), maxLength: 8 })

const placeIn = (source: string, given: string) => new RegExp(source).exec(given)?.index

/** An expression without what stands in brackets. */
function outside(source: string): string {
  let left = source.replace(/\\./g, '').replace(/\[[^\]]*\]/g, '')
  for (let before = ''; before !== left;) {
    before = left
    left = left.replace(/\([^()]*\)/g, '')
  }
  return left
}

describe('Alternatives that share their first characters', () => {
  it('are found where one of them stands', () => {
    fc.assert(
      fc.property(fc.subarray(SOURCES, { minLength: 1 }), text, (sources, given) => {
        expect(placeIn(alternatives(sources), given)).toBe(placeIn(sources.join('|'), given))
      }),
      budget(2_000),
    )
  })

  it('share them', () => {
    expect(alternatives(['ab', '[a]x', 'ac', 'b', 'a'])).toBe('a(?:b|c|)|[a]x|b')
    expect(alternatives([String.raw`\(a`, 'a?b', String.raw`\(b`, 'a'])).toBe(
      String.raw`\((?:a|b)|a?b|a`,
    )
  })

  it('are what families begin with: none of those has an alternative outside brackets', () => {
    const sources = FAMILIES.flatMap(({ begins = [], starts = [] }) => [...begins, ...starts])
    expect(sources.filter((source) => outside(source).includes('|'))).toEqual([])
  })
})
