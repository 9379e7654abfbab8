import { Writable } from 'node:stream'
import { describe, expect, it } from '@jest/globals'
import { Console } from '../../../src/github/runner/console.js'

/** An output whose reader takes a chunk after so many milliseconds; `Infinity`: never. */
function readAfter(ms: number) {
  const taken: string[] = []
  const out = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _encoding, done) {
      taken.push(chunk.toString())
      if (Number.isFinite(ms)) setTimeout(done, ms)
    },
  })
  return { console: new Console(out, () => 0), taken }
}

describe('A console that nobody reads', () => {
  it('is not waited for longer than is said, neither for text nor for bytes', async () => {
    const { console, taken } = readAfter(Infinity)
    const prints = [console.print('text\n'), console.print(Buffer.from('bytes\n'))]
    console.waitAtMost(50)
    await Promise.all(prints)
    await console.print('more\n')
    console.line('one of ours')
    expect(taken).toEqual(['text\n'])
  })

  it('is waited for as long as it reads, however slowly', async () => {
    const { console, taken } = readAfter(40)
    console.waitAtMost(100)
    for (let index = 0; index < 8; index += 1) await console.print(`${index}\n`)
    expect(taken).toHaveLength(8)
  })
})
