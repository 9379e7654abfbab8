import { describe, expect, it } from '@jest/globals'
import { budget } from '../support/budget.js'
import fc from '../support/fast-check.js'
import { Candidates } from '../../src/findings/candidates.js'
import { TRIGGERS } from '../../src/findings/matchers/index.js'

/** Beginnings of messages, places, what stands before them, and ordinary words. */
const PIECES = [
  'src/a.c:3:1: error: bad',
  'FAIL',
  'panic: ',
  'not ok ',
  '+ cd web',
  '● ',
  '--- FAIL: TestX',
  'Traceback ',
  '[INFO] ',
  '] ',
  '| ',
  'compiling',
  ' ',
  '错误',
]
const line = fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }).map((some) => some.join(''))

/** The lines that are looked at, by their places in the list. */
function candidates(lines: readonly string[]): readonly number[] {
  const text = lines.map((each) => `${each}\n`).join('')
  const search = new Candidates(text)
  const found: number[] = []
  for (let from = search.lineFrom(0); from < text.length;) {
    found.push(text.slice(0, from).split('\n').length - 1)
    from = search.lineFrom(text.indexOf('\n', from) + 1)
  }
  return found
}

/** The same by asking every line for every trigger. */
function askedOneByOne(lines: readonly string[]): readonly number[] {
  const isOne = (text: string) =>
    TRIGGERS.some((trigger) => {
      trigger.lastIndex = 0
      return trigger.test(`\n${text}\n`)
    })
  return lines.flatMap((text, index) => (isOne(text) ? [index] : []))
}

describe('Candidates', () => {
  it('are the lines that hold what begins a message, and no others', () => {
    const numbers = new Set<number>()
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const found = candidates(lines)
        numbers.add(found.length)
        expect(found).toEqual(askedOneByOne(lines))
      }),
      budget(2_000),
    )
    expect(numbers.size).toBeGreaterThan(5)
  })
})
