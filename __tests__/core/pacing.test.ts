import { describe, expect, it } from '@jest/globals'
import fc from '../support/fast-check.js'
import { ActionError } from '../../src/core/errors.js'
import { backoff, lookPause } from '../../src/core/pacing.js'
import { RetryBudget } from '../../src/core/retry-budget.js'

const even = (): number => 0.5
const MINUTE = 60_000

describe('The pause between looks', () => {
  it.each([
    [0, 2_550],
    [59_000, 2_550],
    [30 * MINUTE, 9_000],
  ])('after %i ms of a run is %i ms', (elapsed, pause) => {
    expect(lookPause(3_000, elapsed, undefined, even)).toBeCloseTo(pause)
  })

  it('is short again where the run is expected to end', () => {
    expect(lookPause(3_000, 30 * MINUTE, 30 * MINUTE, even)).toBeCloseTo(2_550)
    expect(lookPause(3_000, 20 * MINUTE, 30 * MINUTE, even)).toBeCloseTo(9_000)
  })

  it('never exceeds 10 s at the default interval, nor 3.3 times the interval', () => {
    fc.assert(
      fc.property(
        fc.nat(10 * 3_600_000),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (elapsed, r) => {
          expect(lookPause(3_000, elapsed, undefined, () => r)).toBeLessThanOrEqual(10_000)
          expect(lookPause(3_000, elapsed, undefined, () => r)).toBeGreaterThan(2_200)
        },
      ),
    )
  })

  it('differs between workflows that start together', () => {
    expect(lookPause(3_000, 0, undefined, () => 0)).not.toBe(
      lookPause(3_000, 0, undefined, () => 0.9),
    )
  })
})

describe('The delay after a failure', () => {
  it('doubles up to 30 s', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 100].map((n) => backoff(n, undefined, () => 1))
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  })

  it('is never shorter than the service wishes', () => {
    expect(backoff(1, 45_000, even)).toBe(45_000)
  })
})

describe('Patience', () => {
  const error = new ActionError('service-error', 'x', { hint: 'y', transient: true })

  it('starts anew with each success', () => {
    const patience = new RetryBudget(() => 1)
    for (let i = 0; i < 5; i += 1) patience.failed(error, 0)
    patience.succeeded()
    expect(patience.failed(error, 9 * MINUTE)).toMatchObject({ kind: 'again', inMs: 1_000 })
    expect(patience.failed(error, 18 * MINUTE)).toMatchObject({ kind: 'again' })
  })

  it('ends after ten minutes without a success', () => {
    const patience = new RetryBudget(even)
    patience.failed(error, 0)
    expect(patience.failed(error, 10 * MINUTE - 1)).toMatchObject({ kind: 'again' })
    expect(patience.failed(error, 10 * MINUTE)).toEqual({ kind: 'give-up' })
  })

  it('ends with the third refusal of the credentials in a row: the service locks keys that keep trying', () => {
    const refused = new ActionError('credentials-refused', 'x', { hint: 'y' })
    const patience = new RetryBudget(even)
    expect(patience.failed(refused, 0)).toMatchObject({ kind: 'again' })
    expect(patience.failed(refused, 0)).toMatchObject({ kind: 'again' })
    patience.succeeded()
    expect(patience.failed(refused, 0)).toMatchObject({ kind: 'again' })
    expect(patience.failed(error, 0)).toMatchObject({ kind: 'again' })
    expect(patience.failed(refused, 0)).toMatchObject({ kind: 'again' })
    expect(patience.failed(refused, 0)).toMatchObject({ kind: 'again' })
    expect(patience.failed(refused, 0)).toEqual({ kind: 'give-up' })
  })

  it('does not sleep beyond its end, however long the service wishes', () => {
    const greedy = new ActionError('throttled', 'x', { hint: 'y', retryAfterMs: 86_400_000 })
    const advice = new RetryBudget(even).failed(greedy, 0)
    expect(advice.kind === 'again' && advice.inMs).toBe(10 * MINUTE)
  })
})
