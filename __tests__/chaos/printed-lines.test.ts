import { describe, expect, it } from '@jest/globals'
import { foreignLines, misplacedLines } from './printed-lines.js'

const TRUTH = 'The step starts.\nline 1 é→🚀\nline 2 é→🚀\n'

describe('Printed lines', () => {
  it.each([
    ['all of them', TRUTH],
    ['none', ''],
    ['a cut last one', 'The step starts.\nline 1 é'],
    ['one that is cut inside a character', 'The step starts.\nline 1 é→\ufffd'],
  ])('are true ones: %s', (_what, printed) => {
    expect(foreignLines(printed, TRUTH)).toEqual([])
    expect(misplacedLines(printed, TRUTH, false)).toEqual([])
  })

  it.each([
    ['another', 'line 3\n', 'line 3'],
    ['one twice', 'line 1 é→🚀\nline 1 é→🚀\n', 'line 1 é→🚀'],
    ['a front of none', 'The step starts.\nlime', 'lime'],
  ])('are told where they are not: %s', (_what, printed, strange) => {
    expect(foreignLines(printed, TRUTH)).toEqual([strange])
    expect(misplacedLines(printed, TRUTH, true)).toEqual([strange])
  })

  it.each([
    ['before the first line', 'starts.\nline 1 é→🚀\nline 2 é→🚀\n'],
    ['inside the first line', 'The starts.\nline 1 é→🚀\nline 2 é→🚀\n'],
    ['from one line into the next', 'The step 1 é→🚀\nline 2 é→🚀\n'],
    ['through a character', 'The step starts.\nline 1 é→\ufffd\ufffd 2 é→🚀\n'],
  ])('may have a hole %s, where one was told of', (_where, printed) => {
    expect(misplacedLines(printed, TRUTH, true)).toEqual([])
    expect(misplacedLines(printed, TRUTH, false)).not.toEqual([])
  })

  it('have no hole that repeats what stands before it', () => {
    const printed = 'The step step starts.\nline 1 é→🚀\nline 2 é→🚀\n'
    expect(misplacedLines(printed, TRUTH, true)).toEqual(['The step step starts.'])
  })
})
