import { expect, it } from '@jest/globals'
import { quantile } from '../../bench/figure.js'
import { build, lines } from '../simulator/index.js'
import { crowd, seededRandom } from '../support/crowd.js'

it('lets 500 runs at once succeed under one rate limit, and none waits out of proportion', async () => {
  const { outcomes, requests, throttled, startWaits, endWaits } = await crowd({
    runs: 500,
    scenario: build().step('Compile', lines(30)).runsFor('30s'),
    runsMs: 30_000,
    limits: [{ route: 'any', calls: 100, perMs: 1_000 }],
    random: seededRandom(4_711),
  })
  const words = outcomes.map((outcome) =>
    outcome.kind === 'ended' ? outcome.ended.conclusion : outcome.kind,
  )
  expect(words.filter((word) => word !== 'succeeded')).toEqual([])
  // The limit was felt, or this proves nothing.
  expect(throttled).toBeGreaterThan(500)
  expect(throttled).toBeLessThan(0.8 * requests)
  expect(quantile(startWaits, 0.9)).toBeLessThan(60_000)
  expect(quantile(endWaits, 0.5)).toBeLessThan(15_000)
  expect(quantile(endWaits, 1)).toBeLessThan(90_000)
}, 300_000)
