import { expect, it } from '@jest/globals'
import { build, lines } from '../simulator/index.js'
import { crowd, LABELLED, seededRandom } from '../support/crowd.js'

const MINUTE_MS = 60_000
/** Of the tenant's workflows, and of its limits: what takes a fifth of the work. `npm run bench -- tenant` takes all 500. */
const PART = 5

it('brings 100 workflows of one tenant through 10 starts and 24 looks a minute for all of them', async () => {
  const { outcomes, throttled, startWaits, endWaits } = await crowd({
    offers: LABELLED.offers,
    limits: LABELLED.limits.map((limit) => ({ ...limit, calls: limit.calls / PART })),
    runs: 500 / PART,
    scenario: build().step('Compile', lines(30)).runsFor('60s'),
    runsMs: MINUTE_MS,
    random: seededRandom(4_711),
  })
  const words = outcomes.map((outcome) =>
    outcome.kind === 'ended' ? outcome.ended.conclusion : outcome.kind,
  )
  expect(words.filter((word) => word !== 'succeeded')).toEqual([])
  // The limit was felt, or this proves nothing.
  expect(throttled).toBeGreaterThan(5_000 / PART)
  // At 10 a minute the last of 100 can't be started before 9 minutes are over.
  expect(Math.max(...startWaits)).toBeGreaterThan(9 * MINUTE_MS)
  expect(Math.max(...startWaits)).toBeLessThan(12 * MINUTE_MS)
  expect(Math.max(...endWaits)).toBeLessThan(8 * MINUTE_MS)
}, 300_000)
