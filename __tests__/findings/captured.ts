import { Writable } from 'node:stream'
import { Console } from '../../src/github/runner/console.js'

/** A console over memory, with a clock that the test moves. */
export function captured() {
  const clock = { now: 0 }
  return { clock, ...capturedAt(() => clock.now) }
}

/** A console over memory, by the given clock. */
export function capturedAt(now: () => number) {
  const chunks: Buffer[] = []
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  const console = new Console(out, now)
  return { console, text: () => Buffer.concat(chunks).toString('utf8') }
}
