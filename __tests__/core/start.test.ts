import { describe, expect, it } from '@jest/globals'
import { failing, fault, STARTED } from '../support/fake-backend.js'
import { Bench } from '../support/supervision.js'

const OTHER = { ref: { build: 8 }, name: 'build #8', number: '8' }

describe('Starting', () => {
  it('is repeated when the request surely did not arrive', async () => {
    const bench = new Bench({ endsAt: 0 })
    bench.backend.twists.start = failing([1, 2, 3], () => fault('not-delivered'))
    expect(await bench.supervise()).toMatchObject({ kind: 'ended' })
    expect(bench.backend.count('start')).toBe(4)
    expect(bench.reporter.warnings).toHaveLength(1)
  })

  it('gives up after five minutes without delivery', async () => {
    const bench = new Bench()
    bench.backend.twists.start = () => Promise.reject(fault('not-delivered'))
    const before = bench.clock.now()
    expect(await bench.supervise()).toMatchObject({ kind: 'not-started' })
    expect(bench.clock.now() - before).toBeLessThanOrEqual(5 * 60_000)
    expect(bench.clock.now() - before).toBeGreaterThan(4 * 60_000)
  })

  it('is not repeated when the service refused', async () => {
    const bench = new Bench()
    bench.backend.twists.start = () => Promise.reject(fault('answered'))
    expect(await bench.supervise()).toMatchObject({ kind: 'not-started' })
    expect(bench.backend.count('start')).toBe(1)
  })

  it('obeys the service when it is throttled', async () => {
    const bench = new Bench({ endsAt: 0 })
    bench.backend.twists.start = failing([1], () =>
      fault('not-delivered', { retryAfterMs: 40_000 }),
    )
    await bench.supervise()
    const [first, second] = bench.backend.calls.filter((made) => made.call === 'start')
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(40_000)
  })
})

describe('A start whose answer was lost', () => {
  it('is never repeated; the one build that appears is adopted', async () => {
    const bench = new Bench({ endsAt: 30_000 })
    bench.backend.twists.start = () => {
      bench.backend.startedAt = bench.clock.now()
      throw fault('unclear')
    }
    bench.backend.twists.findStarted = (count) => {
      if (count === 3) bench.backend.found = [STARTED]
    }
    expect(await bench.supervise()).toMatchObject({ kind: 'ended', run: STARTED })
    expect(bench.backend.count('start')).toBe(1)
  })

  it('is lost when several builds may be it, and none is touched', async () => {
    const bench = new Bench()
    bench.backend.twists.start = () => Promise.reject(fault('unclear'))
    bench.backend.found = [STARTED, OTHER]
    const before = bench.clock.now()
    const outcome = await bench.supervise()
    expect(bench.clock.now()).toBe(before)
    expect(outcome).toMatchObject({ kind: 'lost', error: { code: 'ambiguous' } })
    expect(JSON.stringify(outcome)).not.toContain('secret')
    expect(bench.backend.count('stop')).toBe(0)
    expect(bench.phases()).toEqual(['starting'])
  })

  it('waits for candidates in the queue to tell what they are, and adopts the one that is ours', async () => {
    const bench = new Bench({ endsAt: 60_000 })
    bench.backend.twists.start = () => {
      bench.backend.startedAt = bench.clock.now()
      throw fault('unclear')
    }
    bench.backend.twists.findStarted = (count) => {
      const uncertain = [STARTED, OTHER].map((run) => ({ ...run, uncertain: true as const }))
      bench.backend.found = count < 4 ? uncertain : [STARTED]
    }
    expect(await bench.supervise()).toMatchObject({ kind: 'ended', run: STARTED })
    expect(bench.backend.count('findStarted')).toBe(4)
  })

  it('takes the only candidate after 20 s, though it may not have told all by then', async () => {
    const bench = new Bench({ endsAt: 60_000 })
    bench.backend.twists.start = () => {
      bench.backend.startedAt = bench.clock.now()
      throw fault('unclear')
    }
    bench.backend.found = [{ ...STARTED, uncertain: true }]
    expect(await bench.supervise()).toMatchObject({ kind: 'ended' })
    const adopted = (bench.backend.at('snapshot') ?? 0) - (bench.backend.startedAt ?? 0)
    expect(adopted).toBeGreaterThan(20_000)
    expect(adopted).toBeLessThan(25_000)
  })

  it('names the builds that it can not tell apart', async () => {
    const bench = new Bench()
    bench.backend.twists.start = () => Promise.reject(fault('unclear'))
    bench.backend.found = [STARTED, OTHER]
    const outcome = await bench.supervise()
    expect(outcome.kind === 'lost' && outcome.error.message).toContain('build #7, build #8')
  })

  it('is lost when no build appears for 20 s after the first answered look-up', async () => {
    const bench = new Bench()
    bench.backend.twists.start = () => Promise.reject(fault('unclear'))
    bench.backend.twists.findStarted = failing([1, 2, 3], () => fault('unclear'))
    const before = bench.clock.now()
    expect(await bench.supervise()).toMatchObject({ kind: 'lost' })
    const answered = bench.backend.calls.filter((made) => made.call === 'findStarted')[3]?.at ?? 0
    expect(answered).toBeGreaterThan(before)
    expect(bench.clock.now() - answered).toBeGreaterThanOrEqual(20_000)
    expect(bench.clock.now() - answered).toBeLessThan(25_000)
  })
})
