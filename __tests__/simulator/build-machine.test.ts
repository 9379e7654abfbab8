import { describe, expect, it } from '@jest/globals'
import { build, Job, lines, text, type Scenario } from './index.js'
import { JOB_ID as JOB } from '../support/ids.js'

/** A build started at 0, and a look at it. */
function started(scenario: Scenario) {
  const one = new Job(JOB, 'utf16', () => 0).next(scenario).start({ commit: 'abc' })
  const steps = (now: number) =>
    one.timeline.steps.map((_, index) => one.stepStatus(index, now).status)
  const log = (now: number) => [...one.log().chunks(now)].join('')
  return { one, steps, log }
}

describe('a build', () => {
  it('waits, runs its steps and ends by the clock alone', () => {
    const scenario = build()
      .queuedFor('3s')
      .step('Compile', lines(8).over('8s'))
      .step('Test', lines(2).over('2s'))
    const { one, steps } = started(scenario)
    expect([0, 2_999, 3_000, 12_999, 13_000].map((now) => one.status(now).word)).toEqual([
      'INQUEUE',
      'INQUEUE',
      'RUNNING',
      'RUNNING',
      'SUCCESS',
    ])
    expect(steps(2_000)).toEqual(['', ''])
    expect(steps(5_000)).toEqual(['running', ''])
    expect(steps(11_500)).toEqual(['success', 'running'])
    expect(steps(13_000)).toEqual(['success', 'success'])
  })

  it('shares the time it is given among what has none of its own', () => {
    const scenario = build()
      .step('Compile', lines(10))
      .step('Test', lines(10).over('30s'))
      .succeedsAfter('90s')
    const { one, steps } = started(scenario)
    expect(one.endedAt).toBe(90_000)
    expect(steps(59_999)).toEqual(['running', ''])
    expect(steps(60_001)).toEqual(['success', 'running'])
  })

  it('fails in its last listed step, or in the one that is told, and goes no further', () => {
    const plain = build().step('Compile').step('Test').hiddenStep('Clean up')
    expect(started(plain.endsWith('FAILURE')).steps(60_000)).toEqual(['success', 'error', ''])
    const told = build().step('Compile', [], { ends: 'error' }).step('Test').endsWith('FAILURE')
    expect(started(told).steps(60_000)).toEqual(['error', ''])
  })

  it('is aborted once a stop takes effect, and its log ends there', () => {
    const scenario = build().step('Compile', lines(100).over('100s')).stopTakes('2s')
    const { one, steps, log } = started(scenario)
    expect(one.stop(10_000)).toBe('stopping')
    expect(one.phase(11_999)).toBe('running')
    expect(one.status(12_000)).toEqual({ word: 'ABORTED', finished: true })
    expect(steps(12_000)).toEqual(['error'])
    expect(log(200_000)).toMatch(/ line 12\nFinished: ABORTED\n$/)
    expect(one.stop(12_000)).toBe('already-ended')
  })

  it('keeps its own end when that comes before the stop takes effect', () => {
    const { one } = started(build().succeedsAfter('10s').stopTakes('2s'))
    one.stop(9_000)
    expect(one.status(11_000).word).toBe('SUCCESS')
  })

  it('that is stopped in the queue was never executed', () => {
    const { one } = started(build().queuedFor('1m'))
    one.stop(10_000)
    expect(one.status(10_000).word).toBe('ABORTED')
    expect(one.executed(70_000)).toBe(false)
  })

  it('can accept a stop and ignore it, or deny it while it runs', () => {
    const ignoring = started(build().runsFor('1m').ignoresStop()).one
    expect(ignoring.stop(1_000)).toBe('stopping')
    expect(ignoring.status(60_000).word).toBe('SUCCESS')
    const denying = started(build().runsFor('1m').deniesStop()).one
    expect(denying.stop(1_000)).toBe('already-ended')
    expect(denying.phase(2_000)).toBe('running')
  })

  it('can claim another word for a while, backwards too', () => {
    const { one } = started(build().runsFor('1m').claims('INQUEUE', '10s', '20s'))
    expect([9_000, 10_000, 20_000].map((now) => one.status(now).word)).toEqual([
      'RUNNING',
      'INQUEUE',
      'RUNNING',
    ])
  })
})

describe('the log of a build', () => {
  it('marks its steps, stamps command output and closes with the outcome', () => {
    const { log } = started(build().step('编译', lines(['a', 'b']).over('2s')))
    expect(log(2_000).split('\n')).toEqual([
      '[1970/01/01 08:00:00.000 GMT+08:00] [INFO] [编译:external_post_shell] : The step starts.',
      '[1970/01/01 08:00:01.000 GMT+08:00] a',
      '[1970/01/01 08:00:02.000 GMT+08:00] b',
      '[1970/01/01 08:00:02.000 GMT+08:00] [INFO] [编译:external_post_shell] : The step is complete.',
      'Finished: SUCCESS',
      '',
    ])
  })

  it('can be stamped for English accounts, unmarked, and closed with a stamp or not at all', () => {
    const scenario = build().step('Compile', lines(1).over('1s')).stamps('english').withoutMarks()
    const stamp = '[Jan 01, 1970 08:00:01.000 GMT+08:00]'
    const stamped = started(scenario.closingLine('stamped'))
    expect(stamped.log(1_000)).toBe(`${stamp} line 1\n${stamp} Finished: SUCCESS\n`)
    expect(started(scenario.closingLine('none')).log(1_000)).toBe(`${stamp} line 1\n`)
  })

  it('shows a line only after the lag, and the last ones long after the end', () => {
    const scenario = build().step('Compile', lines(10).over('10s')).withoutMarks()
    const lagging = started(scenario.ingestionLag('2s'))
    expect(lagging.log(5_999)).toMatch(/line 3\n$/)
    expect(lagging.log(6_000)).toMatch(/line 4\n$/)
    const late = started(scenario.lateTail('30s', 3))
    expect(late.log(39_999)).toMatch(/line 8\n$/)
    expect(late.log(40_000)).toMatch(/line 10\nFinished: SUCCESS\n$/)
  })

  it('holds raw text to the byte, whatever it is cut into', () => {
    const raw = '\u001b[31mred\r::error::x\n😀😀😀no end'
    const scenario = build().step('Raw', text(raw, 7)).withoutMarks().closingLine('none')
    expect(started(scenario).log(60_000)).toBe(raw)
  })
})
