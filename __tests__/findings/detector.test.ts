import { describe, expect, it } from '@jest/globals'
import { buildLogFormat } from '../../src/clouds/huawei/codearts-build/log-format.js'
import { Detector } from '../../src/findings/detector.js'
import { secretsOf } from '../support/secrets.js'

/** A detector that looks only for errors: after so many warnings, nobody reads more of them. */
function flooded(): Detector {
  const detector = new Detector(buildLogFormat, secretsOf())
  const warnings = Array.from({ length: 1_100 }, (_, line) => `src/a.c:${line + 1}:1: warning: w\n`)
  detector.read(warnings.join(''))
  detector.read('nothing\n')
  return detector
}

const finds = (detector: Detector, text: string) => [...detector.read(text), ...detector.end()]

describe('Detector', () => {
  it('looks for no more warnings in a flood', () => {
    expect(finds(flooded(), 'src/b.c:1:1: warning: w\n')).toEqual([])
  })

  it.each([
    ['src/a.c:3:1: error: bad\n'],
    ['src/a.c:2:1: warning: w\nsrc/a.c:3:1: error: a warning [-Werror]\nsrc/a.c:4:1: warning: w\n'],
    ['error[E0308]: mismatched types\n --> src/main.rs:3:1\n'],
    ['[ERROR] src/a.java:[3,1] bad\n'],
    ["thread 'main' panicked at src/main.rs:3:1:\nboom\n"],
    ['src/a.c:3:1: \u001b[31merror\u001b[0m: bad\n'],
    ['[\u001b[1;31mERROR\u001b[m] src/a.java:[3,1] bad\n'],
  ])('finds %j in a flood', (text) => {
    const found = finds(flooded(), `one\n${text}\ntwo\n`)
    expect(found).toHaveLength(1)
    expect(found[0]?.message).not.toContain('\u001b')
  })

  it('finds nothing more once it has seen enough', () => {
    const detector = new Detector(buildLogFormat, secretsOf())
    const errors = Array.from({ length: 3_100 }, (_, line) => `src/a.c:${line + 1}:1: error: e\n`)
    detector.read(errors.join(''))
    expect(detector.read('src/a.c:1:1: error: one more\n')).toEqual([])
  })
})
