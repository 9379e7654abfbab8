import { describe, expect, it } from '@jest/globals'
import { build, lines, type Scenario } from '../simulator/index.js'
import { type Cost, measuredRun } from '../support/measured-run.js'
import type { CodeArtsOptions } from '../world/index.js'

const MINUTE = 60_000
/** An answer without log text, at most. */
const SMALL_ANSWER_BYTES = 1_500

function writing(count: number, units = 40): Scenario {
  return build().step(
    'Compile',
    lines(count, (n) => `${n} `.padEnd(units, 'x')),
  )
}

function costOf(scenario: Scenario, minutes: number, options?: CodeArtsOptions): Promise<Cost> {
  return measuredRun(scenario.runsFor(`${minutes}m`), minutes * MINUTE, options)
}

describe('Requests', () => {
  it('grow with time: each further half hour takes the same number, at most 260', async () => {
    const [half, whole, double] = await Promise.all(
      [30, 60, 90].map((minutes) => costOf(writing(2_000), minutes)),
    )
    const second = (whole?.requests ?? NaN) - (half?.requests ?? NaN)
    const third = (double?.requests ?? NaN) - (whole?.requests ?? NaN)
    expect(second).toBeLessThanOrEqual(260)
    expect(Math.abs(third - second)).toBeLessThanOrEqual(10)
  })

  it('do not grow with lines', async () => {
    const few = await costOf(writing(1_000), 10)
    const many = await costOf(writing(50_000), 10)
    expect(many.requests - few.requests).toBeLessThanOrEqual(2)
  })

  it('do not grow with steps where the log comes in pages', async () => {
    const one = await costOf(writing(1_000), 10)
    const steps = Array.from({ length: 40 }, (_, n) => `Step ${n + 1}`)
    const many = await costOf(
      steps.reduce((so, name) => so.step(name, lines(25)), build()),
      10,
    )
    expect(many.requests - one.requests).toBeLessThanOrEqual(2)
  })

  it('are one a look in the queue', async () => {
    const { requests, calls } = await measuredRun(
      writing(10).queuedFor('30m').runsFor('10s'),
      30 * MINUTE + 10_000,
    )
    expect(calls['log']).toBeLessThanOrEqual(12)
    expect(requests).toBeLessThanOrEqual(260)
  })
})

describe('Bytes', () => {
  it('grow with the log: each byte is moved once, and a look without news is small', async () => {
    for (const count of [1_000, 10_000, 40_000]) {
      const { bytes, printed, requests } = await costOf(writing(count), 10)
      // The line ends are escaped in JSON.
      expect(bytes).toBeLessThanOrEqual(printed + count + requests * SMALL_ANSWER_BYTES)
    }
  })

  it.each([5, 60])(
    'of a log in step files over %i minutes are at most three times the log',
    async (minutes) => {
      const scenario = ['Checkout', 'Compile', 'Test'].reduce(
        (so, name) =>
          so.step(
            name,
            lines(3_000, (n) => `${n} `.padEnd(300, 'x')),
          ),
        build(),
      )
      const offers = { log: ['task-log', 'download-log'] } as const
      const { bytes, printed, requests } = await costOf(scenario, minutes, {
        simulator: { offers },
      })
      expect(bytes - requests * SMALL_ANSWER_BYTES).toBeLessThanOrEqual(3 * printed)
    },
  )
})

describe('Memory', () => {
  it('does not grow with the log: no piece is longer than a page', async () => {
    const burst = (count: number): Scenario =>
      build().step('Compile', lines(count, (n) => `${n} `.padEnd(150, 'x')).over(100), {
        lasts: '1s',
      })
    const small = await costOf(burst(10_000), 1)
    const large = await costOf(burst(60_000), 1)
    expect(large.printed).toBeGreaterThan(5 * small.printed)
    expect(large.largestPiece).toBeLessThanOrEqual(1_100_000)
    expect(large.largestPiece).toBeLessThanOrEqual(small.largestPiece)
  })
})

describe('A burst', () => {
  it('is drained page by page without waiting for the next look', async () => {
    const scenario = build().step(
      'Compile',
      lines(40_000, (n) => `${n} `.padEnd(200, 'x')).over(500),
      { lasts: '1s' },
    )
    const { calls, printed, largestPiece } = await measuredRun(scenario.runsFor('30s'), 30_000)
    const looksAlone = (await measuredRun(writing(10).runsFor('30s'), 30_000)).calls['log'] ?? NaN
    const pages = Math.ceil(printed / largestPiece)
    expect((calls['log'] ?? NaN) - looksAlone).toBeLessThanOrEqual(pages + 2)
  })
})
