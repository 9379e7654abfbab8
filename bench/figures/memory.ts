import type { Figure } from '../figure.js'
import { startAction } from '../process.js'
import { drain } from '../reader.js'
import { BIG_LOG_BYTES, MEGABYTE, type ScenarioName } from '../scenarios.js'
import { withService } from '../service-process.js'

const READER_BYTES_PER_SECOND = 40 * MEGABYTE

/** Peak memory of a 200 MB log whose reader takes 40 MB/s, against that of ten lines. */
export const memory: Figure = {
  name: 'memory',
  rounds: 3,
  measures: [
    {
      name: 'ratio',
      title: '200 MB log, reader at 40 MB/s: peak RSS against a run with 10 lines',
      unit: 'x',
      bar: 1.5,
      goal: 1.3,
      better: 'lower',
    },
  ],
  round: async () => {
    const small = await peak('ten-lines', 0)
    const large = await peak('big-log', BIG_LOG_BYTES * 0.99)
    return { ratio: large / small, smallBytes: small, largeBytes: large }
  },
}

async function peak(scenario: ScenarioName, leastBytes: number): Promise<number> {
  return await withService(scenario, async (service) => {
    const action = startAction(service.url)
    const { bytes } = await drain(action.output, READER_BYTES_PER_SECOND)
    const { peakBytes, exitCode } = await action.gone
    if (exitCode !== 0 || bytes < leastBytes) throw new Error(`Only ${bytes} bytes were printed`)
    return peakBytes
  })
}
