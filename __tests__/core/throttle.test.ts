import { describe, expect, it } from '@jest/globals'
import { ActionError } from '../../src/core/errors.js'
import { Throttle } from '../../src/core/throttle.js'
import { Bench } from '../support/supervision.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND

const throttled = () =>
  new ActionError('throttled', 'Too many.', {
    hint: 'Wait.',
    transient: true,
    delivery: 'not-delivered',
  })

describe('A service that throttles', () => {
  it('is asked more and more seldom, up to every 5 minutes', () => {
    const throttle = new Throttle()
    expect(throttle.widened(3 * SECOND)).toBe(3 * SECOND)
    throttle.throttled()
    expect(throttle.widened(3 * SECOND)).toBe(6 * SECOND)
    for (let count = 0; count < 100; count += 1) throttle.throttled()
    expect(throttle.widened(3 * SECOND)).toBe(5 * MINUTE)
  })

  it('never makes a pause shorter that is longer by itself', () => {
    const throttle = new Throttle()
    throttle.throttled()
    expect(throttle.widened(20 * MINUTE)).toBe(20 * MINUTE)
  })

  it('is asked as before once it answers for a while', () => {
    const throttle = new Throttle()
    throttle.throttled()
    for (let count = 0; count < 10; count += 1) throttle.answered()
    expect(throttle.widened(3 * SECOND)).toBe(3 * SECOND)
  })

  it.each(['snapshot', 'log'] as const)('makes each %s that succeeds rarer, too', async (call) => {
    const looksOf = async (fail: boolean) => {
      const bench = new Bench({ endsAt: 40 * MINUTE })
      if (fail) {
        bench.backend.twists[call] = (count) => {
          if (count % 2 === 0) throw throttled()
        }
      }
      expect(await bench.supervise()).toMatchObject({ kind: 'ended' })
      return bench.backend.count(call)
    }
    expect(await looksOf(true)).toBeLessThan(0.3 * (await looksOf(false)))
  })
})

describe('A start that is throttled', () => {
  it('waits its turn for longer than one that does not arrive, and tells of it each minute', async () => {
    const bench = new Bench({ endsAt: 0 })
    const began = bench.clock.now()
    bench.backend.twists.start = () => {
      if (bench.clock.now() - began < 20 * MINUTE) throw throttled()
    }
    expect(await bench.supervise()).toMatchObject({ kind: 'ended' })
    expect(bench.reporter.warnings.length).toBeGreaterThan(15)
    expect(bench.reporter.warnings.length).toBeLessThanOrEqual(20)
  })

  it('is given up after half an hour', async () => {
    const bench = new Bench({ endsAt: 0 })
    const began = bench.clock.now()
    bench.backend.twists.start = () => Promise.reject(throttled())
    expect(await bench.supervise()).toMatchObject({
      kind: 'not-started',
      error: { code: 'throttled' },
    })
    expect(bench.clock.now() - began).toBeLessThanOrEqual(30 * MINUTE)
    expect(bench.clock.now() - began).toBeGreaterThan(29 * MINUTE)
  })

  it('ends with the time limit', async () => {
    const bench = new Bench({ endsAt: 0 })
    const began = bench.clock.now()
    bench.backend.twists.start = () => Promise.reject(throttled())
    await bench.supervise({ timeoutMs: 7 * MINUTE })
    expect(bench.clock.now() - began).toBe(7 * MINUTE)
  })
})
