import { describe, expect, it } from '@jest/globals'
import fc from '../../../support/fast-check.js'
import { ClosingLine } from '../../../../src/clouds/huawei/codearts-build/log/closing-line.js'
import { countNewlines } from '../../../../src/core/newlines.js'

function closingLineOf(...pieces: string[]): ClosingLine {
  const tail = new ClosingLine()
  for (const piece of pieces) tail.push(Buffer.from(piece))
  return tail
}

describe('The closing line of a log', () => {
  it.each([
    'Finished: SUCCESS',
    'work\nFinished: FAILURE\n',
    '[2026/09/10 19:09:19.922 GMT+08:00] Finished: ABORTED\r\n',
    '[Sep 14, 2026 02:29:37.820 GMT+08:00] [INFO] Finished: SUCCESS\n\n',
  ])('is closed by %j', (text) => {
    expect(closingLineOf(text).seen).toBe(true)
  })

  it.each(['', 'Finished: SUCCESS\nmore\n', 'echo Finished: SUCCESS\n', 'Finished: soon\n'])(
    'is not closed by %j',
    (text) => {
      expect(closingLineOf(text).seen).toBe(false)
    },
  )

  it('is known, and lines are counted, however the log was cut', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), fc.array(fc.nat(700)), (head, cuts) => {
        const log = Buffer.from(`${head}\nFinished: SUCCESS\n`)
        const tail = new ClosingLine()
        let from = 0
        let lines = 0
        for (const cut of [...cuts, log.length].sort((a, b) => a - b)) {
          const piece = log.subarray(from, cut)
          tail.push(piece)
          lines += countNewlines(piece)
          from = Math.max(from, cut)
        }
        expect(tail.seen).toBe(true)
        expect(lines).toBe(log.toString('latin1').split('\n').length - 1)
      }),
    )
  })
})
