import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Detector } from '../../src/findings/detector.js'

/** A detector that looks only for errors: after so many warnings, nobody reads more of them. */
function flooded(): Detector {
  const detector = new Detector()
  const warnings = Array.from({ length: 1_100 }, (_, line) => `src/a.c:${line + 1}:1: warning: w\n`)
  detector.read(warnings.join(''))
  detector.read('nothing\n')
  return detector
}

describe('Detector', () => {
  it('reads every line of a log that is no flood', () => {
    expect(new Detector().skips(Buffer.from('nothing to see\n'))).toBe(false)
  })

  it('skips lines of a flood without an error', () => {
    const lines = 'checking (ok)\nsrc/a.c:1:1: warning: w\n2 errors\nError-free\nFailed: 0\n'
    expect(flooded().skips(Buffer.from(lines))).toBe(true)
  })

  it.each([
    'src/a.c:3:1: error: bad',
    'error[E0308]: mismatched types',
    '[ERROR] src/a.java:[3,1] bad',
    'FAIL src/a.test.js',
    'Traceback (most recent call last):',
    "thread 'main' panicked at src/main.rs:3:1:",
    'src/a.c:3:1: \u001b[31merror\u001b[0m: bad',
    '[\u001b[1;31mERROR\u001b[m] src/a.java:[3,1] bad',
  ])('reads %j in a flood', (line) => {
    expect(flooded().skips(Buffer.from(`one\n${line}\n`))).toBe(false)
  })

  it('skips nothing that reading would find', () => {
    const part = fc.constantFrom(
      ...[
        'src/a.c',
        ':3',
        ':1',
        ': ',
        'error',
        'Error',
        'ERROR',
        '[E1]',
        'rror',
        '[ERROR]',
        'FAIL',
      ],
      ...['ED', ' ', '\n', 'Traceback ', '(most', 'panicked', ' at ', 'x.py', '\u001b[31m', '错误'],
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const text = `${parts.join('')}\n`
        const detector = flooded()
        const skipped = detector.skips(Buffer.from(text))
        const found = [...detector.read(text), ...detector.end()]
        expect(skipped && found.length > 0).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('skips everything once it has seen enough', () => {
    const detector = new Detector()
    const errors = Array.from({ length: 3_100 }, (_, line) => `src/a.c:${line + 1}:1: error: e\n`)
    detector.read(errors.join(''))
    expect(detector.skips(Buffer.from('src/a.c:1:1: error: one more\n'))).toBe(true)
  })
})
