import { afterEach, describe, expect, it } from '@jest/globals'
import { isDebug } from '../../../src/github/runner/debug.js'
import { OrphanReporter } from '../../../src/github/runner/orphan-reporter.js'
import { unreadableState } from '../../../src/github/runner/unreadable-state.js'
import { captured } from '../../findings/captured.js'
import { WORDS } from '../../support/fake-backend.js'

describe('The voice of the post step', () => {
  it('says what is noted and warned of, with what to do, and nothing of looks', () => {
    const { console, text } = captured()
    const reporter = new OrphanReporter(console)
    reporter.started()
    reporter.seen()
    expect(text()).toBe('')
    reporter.note('Build #7 is stopped.')
    reporter.warning(unreadableState(WORDS))
    expect(text().split('\n')).toEqual([
      'Build #7 is stopped.',
      expect.stringMatching(/^::warning::.*can't be read: a build may still be running\.$/),
      'What to do: Open the task in the console, and stop the build if one runs.',
      '',
    ])
  })
})

describe('A debug run', () => {
  const before = process.env['RUNNER_DEBUG']
  afterEach(() => {
    if (before === undefined) delete process.env['RUNNER_DEBUG']
    else process.env['RUNNER_DEBUG'] = before
  })

  it.each([
    ['1', true],
    ['0', false],
    ['', false],
  ])('is one where the runner sets %j: %j', (value, debug) => {
    process.env['RUNNER_DEBUG'] = value
    expect(isDebug()).toBe(debug)
  })
})
