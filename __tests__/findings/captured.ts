import { Writable } from 'node:stream'
import { Console } from '../../src/github/runner/console.js'

/** A console over memory, with a clock that the test moves. */
export function captured(start = 0) {
  const chunks: Buffer[] = []
  const clock = { now: start }
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  const console = new Console(out, () => clock.now)
  return { console, clock, text: () => Buffer.concat(chunks).toString('utf8') }
}
