import { build, lines } from '../../__tests__/simulator/index.js'
import { crowd as runCrowd, LABELLED, seededRandom } from '../../__tests__/support/crowd.js'
import { type Figure, quantile } from '../figure.js'

const RUNS = 500
const RUNS_MS = 300_000
const SECOND_MS = 1_000

/** 500 builds of 5 minutes at once, should the labels of the published definitions be limits for a tenant; virtual time. */
export const tenant: Figure = {
  name: 'tenant',
  rounds: 1,
  measures: [
    {
      name: 'failed',
      title: '500 runs of a tenant with 50 starts/min, 120 looks/min: runs that failed',
      unit: '',
      bar: 0,
      goal: 0,
      better: 'lower',
    },
    {
      name: 'medianLonger',
      title: '500 runs of a tenant: how much longer the median takes than alone',
      unit: 's',
      bar: 600,
      goal: 400,
      better: 'lower',
    },
    {
      name: 'mostLonger',
      title: '500 runs of a tenant: how much longer the slowest takes than alone',
      unit: 's',
      bar: 1_200,
      goal: 900,
      better: 'lower',
    },
  ],
  round: async () => {
    const { outcomes, endWaits, startWaits, requests, throttled } = await runCrowd({
      ...LABELLED,
      runs: RUNS,
      scenario: build()
        .step('Compile', lines(60))
        .runsFor(`${RUNS_MS / 1_000}s`),
      runsMs: RUNS_MS,
      random: seededRandom(4_711),
    })
    const succeeded = outcomes.filter(
      (outcome) => outcome.kind === 'ended' && outcome.ended.conclusion === 'succeeded',
    )
    const longer = startWaits.map((ms, run) => (ms + (endWaits[run] ?? NaN)) / SECOND_MS)
    return {
      failed: RUNS - succeeded.length,
      medianLonger: quantile(longer, 0.5),
      mostLonger: quantile(longer, 1),
      requests,
      throttled,
    }
  },
}
