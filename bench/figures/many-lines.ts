import type { Figure } from '../figure.js'
import { startAction } from '../process.js'
import { drain } from '../reader.js'
import { firstAt, isStart, withService } from '../service-process.js'

const RUNS_MS = 20_000

/** 60,000 lines in 20 s: how long the step outlives its build. */
export const manyLines: Figure = {
  name: 'many-lines',
  rounds: 3,
  measures: [
    {
      name: 'goneAfter',
      title: "60,000 lines in 20 s: process gone after the build's end",
      unit: 's',
      bar: 3,
      goal: 1,
      better: 'lower',
    },
  ],
  round: () =>
    withService('many-lines', async (service) => {
      const action = startAction(service.url)
      const { bytes } = await drain(action.output)
      const { at, exitCode } = await action.gone
      if (exitCode !== 0) throw new Error(`Exit code ${exitCode ?? 'none'}`)
      const endedAt = firstAt(await service.journal(), isStart) + RUNS_MS
      return { goneAfter: (at - endedAt) / 1_000, bytes }
    }),
}
