import { build, lines } from '../../__tests__/simulator/index.js'
import { measuredRun } from '../../__tests__/support/measured-run.js'
import type { Figure } from '../figure.js'

const RUNS_MS = 30 * 60_000
const LINES = 20_000

/** A build of half an hour that writes all the time, on virtual time. */
export const longBuild: Figure = {
  name: 'long-build',
  rounds: 3,
  measures: [
    {
      name: 'requests',
      title: '30 min build (virtual time), default interval: requests',
      unit: '',
      bar: 700,
      goal: 300,
      better: 'lower',
    },
  ],
  round: async () => {
    const scenario = build().step('Compile', lines(LINES)).runsFor('30m')
    const { requests, bytes, endSeenMs } = await measuredRun(scenario, RUNS_MS, {
      random: Math.random,
    })
    return { requests, bytes, endSeenMs }
  },
}
