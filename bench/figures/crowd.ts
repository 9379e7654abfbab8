import { build, lines } from '../../__tests__/simulator/index.js'
import { crowd as runCrowd, seededRandom } from '../../__tests__/support/crowd.js'
import { type Figure, quantile } from '../figure.js'

const RUNS = 500
const RUNS_MS = 60_000
/** About half of what the runs would ask for. */
const REQUESTS_PER_SECOND = 100

/** 500 runs at once on one service that answers 100 requests a second; virtual time. */
export const crowd: Figure = {
  name: 'crowd',
  rounds: 1,
  measures: [
    {
      name: 'failed',
      title: '500 runs at once, 100 requests/s: runs that failed',
      unit: '',
      bar: 0,
      goal: 0,
      better: 'lower',
    },
    {
      name: 'fairness',
      title: '500 runs at once: slowest tenth, wait for the end against the median',
      unit: 'x',
      bar: 5,
      goal: 3,
      better: 'lower',
    },
  ],
  round: async () => {
    const { outcomes, endWaits, startWaits, requests, throttled } = await runCrowd({
      runs: RUNS,
      scenario: build()
        .step('Compile', lines(60))
        .runsFor(`${RUNS_MS / 1_000}s`),
      runsMs: RUNS_MS,
      limits: [{ route: 'any', calls: REQUESTS_PER_SECOND, perMs: 1_000 }],
      random: seededRandom(4_711),
    })
    const succeeded = outcomes.filter(
      (outcome) => outcome.kind === 'ended' && outcome.ended.conclusion === 'succeeded',
    )
    return {
      failed: RUNS - succeeded.length,
      fairness: quantile(endWaits, 0.9) / quantile(endWaits, 0.5),
      medianEndWaitMs: quantile(endWaits, 0.5),
      slowestEndWaitMs: quantile(endWaits, 1),
      medianStartWaitMs: quantile(startWaits, 0.5),
      slowestStartWaitMs: quantile(startWaits, 1),
      requests,
      throttled,
    }
  },
}
