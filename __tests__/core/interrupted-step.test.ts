import { describe, expect, it } from '@jest/globals'
import { withInterruptedStep } from '../../src/core/interrupted-step.js'

const steps = (...statuses: readonly string[]) =>
  statuses.map((status, index) => ({ name: `step ${index}`, status }))
const after = (...statuses: readonly string[]) =>
  withInterruptedStep(steps(...statuses)).map(({ status }) => status)

describe('The step that a run was at when it was ended from outside', () => {
  it('is stopped, though the service calls it failed or running', () => {
    expect(after('succeeded', 'failed', 'not-started')).toEqual([
      'succeeded',
      'stopped',
      'not-started',
    ])
    expect(after('succeeded', 'running', 'not-started')[1]).toBe('stopped')
  })

  it('is no other: what failed before later steps began did fail', () => {
    expect(after('failed', 'succeeded', 'failed')).toEqual(['failed', 'succeeded', 'stopped'])
    expect(after('failed', 'succeeded')).toEqual(['failed', 'succeeded'])
  })

  it('may be none', () => {
    expect(after('not-started')).toEqual(['not-started'])
    expect(after()).toEqual([])
  })
})
