import { expect, it } from '@jest/globals'
import { build, lines } from '../simulator/index.js'
import { crowd, LABELLED, seededRandom } from '../support/crowd.js'

const MINUTE_MS = 60_000

it('brings 500 workflows of one tenant through 50 starts and 120 looks a minute for all of them', async () => {
  const { outcomes, throttled, startWaits, endWaits } = await crowd({
    ...LABELLED,
    runs: 500,
    scenario: build().step('Compile', lines(30)).runsFor('60s'),
    runsMs: MINUTE_MS,
    random: seededRandom(4_711),
  })
  const words = outcomes.map((outcome) =>
    outcome.kind === 'ended' ? outcome.ended.conclusion : outcome.kind,
  )
  expect(words.filter((word) => word !== 'succeeded')).toEqual([])
  // The limit was felt, or this proves nothing.
  expect(throttled).toBeGreaterThan(5_000)
  // At 50 a minute the last of 500 can't be started before 9 minutes are over.
  expect(Math.max(...startWaits)).toBeGreaterThan(9 * MINUTE_MS)
  expect(Math.max(...startWaits)).toBeLessThan(12 * MINUTE_MS)
  expect(Math.max(...endWaits)).toBeLessThan(8 * MINUTE_MS)
}, 300_000)
