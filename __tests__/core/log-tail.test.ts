import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { LogTail } from '../../src/core/log-tail.js'

function tailOf(...pieces: string[]): LogTail {
  const tail = new LogTail()
  for (const piece of pieces) tail.push(Buffer.from(piece))
  return tail
}

describe('The tail of a log', () => {
  it.each([
    'Finished: SUCCESS',
    'work\nFinished: FAILURE\n',
    '[2026/09/10 19:09:19.922 GMT+08:00] Finished: ABORTED\r\n',
    '[Sep 14, 2026 02:29:37.820 GMT+08:00] [INFO] Finished: SUCCESS\n\n',
  ])('is closed by %j', (text) => {
    expect(tailOf(text).closed).toBe(true)
  })

  it.each(['', 'Finished: SUCCESS\nmore\n', 'echo Finished: SUCCESS\n', 'Finished: soon\n'])(
    'is not closed by %j',
    (text) => {
      expect(tailOf(text).closed).toBe(false)
    },
  )

  it('knows the closing line and the size however the log was cut', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), fc.array(fc.nat(700)), (head, cuts) => {
        const log = Buffer.from(`${head}\nFinished: SUCCESS\n`)
        const tail = new LogTail()
        let from = 0
        for (const cut of [...cuts, log.length].sort((a, b) => a - b)) {
          tail.push(log.subarray(from, cut))
          from = Math.max(from, cut)
        }
        expect(tail.closed).toBe(true)
        expect(tail.bytes).toBe(log.length)
        expect(tail.lines).toBe(log.toString('latin1').split('\n').length - 1)
      }),
    )
  })
})
