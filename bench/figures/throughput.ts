import type { Figure } from '../figure.js'
import { type Measured, startAction, startBaseline } from '../process.js'
import { drain } from '../reader.js'
import { BIG_LOG_BYTES } from '../scenarios.js'
import { withService } from '../service-process.js'

/** Megabytes a second of a 200 MB log that is there already, against a loop that only downloads and prints. */
export const throughput: Figure = {
  name: 'throughput',
  rounds: 5,
  measures: [
    {
      name: 'ratio',
      title: '200 MB log: throughput to a pipe, against a plain loop',
      unit: 'x',
      bar: 0.5,
      goal: 0.8,
      better: 'higher',
    },
  ],
  round: async () => {
    const plain = await speed((url) => startBaseline('plain-loop.mjs', url))
    const action = await speed((url) => startAction(url))
    return {
      ratio: action.speed / plain.speed,
      plainMegabytesPerSecond: plain.speed,
      actionMegabytesPerSecond: action.speed,
      plainPeakBytes: plain.peakBytes,
      actionPeakBytes: action.peakBytes,
      plainCpuMs: plain.cpuMs,
      actionCpuMs: action.cpuMs,
    }
  },
}

interface Speed {
  /** Megabytes a second. */
  readonly speed: number
  readonly peakBytes: number
  readonly cpuMs: number
}

async function speed(start: (url: string) => Measured): Promise<Speed> {
  return await withService('big-log', async (service) => {
    const measured = start(service.url)
    const { bytes, firstAt, lastAt } = await drain(measured.output)
    const { peakBytes, cpuMs } = await measured.gone
    if (bytes < BIG_LOG_BYTES * 0.99) throw new Error(`Only ${bytes} bytes were printed`)
    return { speed: bytes / 1_000 / (lastAt - firstAt), peakBytes, cpuMs }
  })
}
