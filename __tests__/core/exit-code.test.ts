import { describe, expect, it } from '@jest/globals'
import { exitCode } from '../../src/core/exit-code.js'

describe('The exit code', () => {
  it.each([
    [0, true, true, false],
    [1, false, true, false],
    [1, true, false, false],
    [1, true, true, true],
    [1, false, false, true],
  ])(
    'is %i where passed is %j, outputs written %j and cancelled %j',
    (code, passed, outputsWritten, cancelled) => {
      expect(exitCode({ passed, outputsWritten, cancelled })).toBe(code)
    },
  )
})
