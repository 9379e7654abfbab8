import { build, lines, type Scenario } from '../../__tests__/simulator/index.js'
import { measuredRun } from '../../__tests__/support/measured-run.js'
import type { Figure } from '../figure.js'

const RUNS_MS = 60 * 60_000
const LOG_BYTES = 50_000_000
const LINE_BYTES = 1_000
const STEPS = ['Checkout', 'Compile', 'Unit tests', 'Image'] as const

/** A build of an hour that writes 50 MB, where the service offers only the files of its steps; virtual time. */
export const stepFiles: Figure = {
  name: 'step-files',
  rounds: 1,
  measures: [
    {
      name: 'ratio',
      title: 'per-step fallback, 60 min build of 50 MB: bytes moved against final size',
      unit: 'x',
      bar: 3,
      goal: 2,
      better: 'lower',
    },
  ],
  round: async () => {
    const { bytes, printed, requests } = await measuredRun(scenario(), RUNS_MS, {
      simulator: { offers: { log: ['task-log', 'download-log'] } },
    })
    return { ratio: bytes / printed, bytes, printed, requests }
  },
}

function scenario(): Scenario {
  const text = 'x'.repeat(LINE_BYTES - 50)
  const count = LOG_BYTES / LINE_BYTES / STEPS.length
  return STEPS.reduce(
    (so, name) =>
      so.step(
        name,
        lines(count, (n) => `${n} ${text}`),
      ),
    build().runsFor('60m'),
  )
}
