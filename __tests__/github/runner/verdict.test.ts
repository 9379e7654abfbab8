import { WORDS } from '../../support/fake-backend.js'
import { describe, expect, it } from '@jest/globals'
import { ActionError, toActionError } from '../../../src/core/errors.js'
import { duration } from '../../../src/text/duration.js'
import {
  printError,
  printFailedStep,
  printSteps,
  printVerdict,
} from '../../../src/github/runner/verdict.js'
import { captured } from '../../findings/captured.js'

describe('the end of the output', () => {
  it('has a line for each step', () => {
    const { console, text } = captured()
    printSteps(console, WORDS, [
      { name: 'Compile\n::error::x', status: 'succeeded', durationMs: 65_000 },
      { name: 'Upload', status: 'not-started' },
    ])
    expect(text()).toBe(
      'Steps of the build:\n  Compile ::error::x: succeeded, 1 min 05 s\n  Upload: not-started\n',
    )
  })

  it('is a plain line for a green verdict and an annotation for a red one', () => {
    const { console, text } = captured()
    printVerdict(console, { status: 'succeeded', exitCode: 0, message: 'Build #1 succeeded.' })
    printVerdict(console, { status: 'failed', exitCode: 1, message: 'Build #1 failed.\n::x::' })
    expect(text()).toBe('Build #1 succeeded.\n::error::Build #1 failed. ::x::\n')
  })

  it('shows a stack for a defect of the action only', () => {
    const known = captured()
    const error = new ActionError('not-found', 'No such task.', { hint: 'Check job-id.' })
    const message = 'Lost: No such task.'
    printVerdict(known.console, { status: 'lost', exitCode: 1, message, error })
    expect(known.text()).toBe('::error::Lost: No such task.\nWhat to do: Check job-id.\n')
    const defect = captured()
    printError(defect.console, toActionError(new TypeError('oops')))
    expect(defect.text()).toMatch(/^::error::.*oops\nWhat to do: .*\n.*\n\s+at /)
  })
})

describe('A verdict with an explanation and times', () => {
  it('says what the verdict itself does not, and how long the build took', () => {
    const { console, text } = captured()
    const error = new ActionError('not-found', 'The mirror lacks it.', { hint: 'Let it catch up.' })
    const facts = { word: 'FAILURE', durationMs: 17_000, queuedMs: 3_000 }
    printVerdict(console, { status: 'failed', exitCode: 1, message: 'Failed.', error, facts })
    expect(text()).toBe(
      '::error::Failed. It ran for 17.0 s after 3.0 s in the queue.\n' +
        'The mirror lacks it.\nWhat to do: Let it catch up.\n',
    )
  })
})

describe('A run that did not wait in the queue', () => {
  it('is told without the queue', () => {
    const { console, text } = captured()
    const facts = { word: 'SUCCESS', durationMs: 17_000, queuedMs: 0 }
    printVerdict(console, { status: 'failed', exitCode: 1, message: 'Failed.', facts })
    expect(text()).toBe('::error::Failed. It ran for 17.0 s.\n')
  })
})

describe('The failed step', () => {
  it('is an error of its own, with its last words', () => {
    const { console, text } = captured()
    printFailedStep(console, { name: 'Test', status: 'failed', durationMs: 5_000 }, '::error::boom')
    expect(text()).toBe('::error::Step "Test" failed after 5.0 s. Its last line: \\::error::boom\n')
  })

  it('is not told of where there is none', () => {
    const { console, text } = captured()
    printFailedStep(console, undefined, 'boom')
    expect(text()).toBe('')
  })
})

describe('duration', () => {
  it.each([
    [0, '0.0 s'],
    [8_400, '8.4 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min 00 s'],
    [185_000, '3 min 05 s'],
    [3_599_499, '59 min 59 s'],
    [3_599_500, '1 h 00 min'],
    [3_720_000, '1 h 02 min'],
    [-5, '0.0 s'],
  ])('says %d ms as %s', (ms, said) => {
    expect(duration(ms)).toBe(said)
  })
})
