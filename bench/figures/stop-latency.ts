import { setTimeout as wait } from 'node:timers/promises'
import type { Figure } from '../figure.js'
import { startAction } from '../process.js'
import { drain } from '../reader.js'
import { firstAt, isRecord, isStop, withService } from '../service-process.js'

/** From the runner's first signal to the stop request, on the loopback. */
export const stopLatency: Figure = {
  name: 'stop-latency',
  rounds: 7,
  measures: [
    {
      name: 'milliseconds',
      title: 'SIGINT to stop request, loopback',
      unit: 'ms',
      bar: 50,
      goal: 10,
      better: 'lower',
    },
  ],
  round: () =>
    withService('endless', async (service) => {
      const action = startAction(service.url)
      const output = drain(action.output)
      while (!(await service.journal()).some(isRecord)) await wait(50)
      await wait(1_000)
      const signalledAt = Date.now()
      action.kill('SIGINT')
      const { at: goneAt } = await action.gone
      await output
      const stoppedAt = firstAt(await service.journal(), isStop)
      return { milliseconds: stoppedAt - signalledAt, goneMs: goneAt - signalledAt }
    }),
}
