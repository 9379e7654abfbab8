import { describe, expect, it } from '@jest/globals'
import fc from '../support/fast-check.js'
import { build, Job, lines, text } from './index.js'
import type { OffsetUnit } from './timed-log.js'
import { JOB_ID as JOB } from '../support/ids.js'

const END = 3_600_000

function logOf(raw: string, pieces: number, unit: OffsetUnit) {
  const scenario = build().step('Raw', text(raw, pieces)).withoutMarks().closingLine('none')
  return new Job(JOB, unit, () => 0).next(scenario).start().log()
}

/** All pages of a log, each asked for with the offset that the one before it gave. */
function pages(log: ReturnType<typeof logOf>, length: number): readonly string[] {
  const read: string[] = []
  let offset = 0
  while (offset < log.readableEnd(END)) {
    const slice = log.slice(offset, length, END)
    if (slice.end <= offset) throw new Error('a page that does not move')
    read.push(slice.text)
    offset = slice.end
  }
  return read
}

describe('the pages of a log', () => {
  it.each(['utf16', 'bytes'] as const)('hold all of it once, by offsets in %s', (unit) => {
    const raw = fc.string({
      unit: fc.constantFrom('a', 'é', '编', '😀', '\n', '\r'),
      maxLength: 60,
    })
    const size = fc.integer({ min: 1, max: 20 })
    fc.assert(
      fc.property(raw, size, size, (whole, pieces, length) => {
        expect(pages(logOf(whole, pieces, unit), length).join('')).toBe(whole)
      }),
    )
  })

  it('may end inside a surrogate pair when offsets count UTF-16 units', () => {
    expect(pages(logOf('a😀b', 1, 'utf16'), 2)).toEqual(['a\ud83d', '\ude00b'])
  })

  it('never end inside a character when offsets count bytes', () => {
    expect(pages(logOf('a编b', 1, 'bytes'), 2)).toEqual(['a', '编', 'b'])
  })

  it('are cut from a log that is written once, however many are read', () => {
    let written = 0
    const burst = lines(60_000, (number) => `line ${(written += 1)} of ${number}`).over(0)
    const scenario = build().step('Burst', burst).withoutMarks()
    const log = new Job(JOB, 'utf16', () => 0).next(scenario).start().log()
    expect(pages(log, 10_000).length).toBeGreaterThan(250)
    expect(written).toBe(60_000)
  })
})
