import type { Figure } from '../figure.js'
import { drain } from '../reader.js'
import { type Measured, startAction, startBaseline } from '../process.js'
import { firstAt, isStart, type ServiceProcess, withService } from '../service-process.js'

/** From the start of the process to the start request, against a bare Node that posts one request. */
export const startUp: Figure = {
  name: 'start-up',
  rounds: 15,
  measures: [
    {
      name: 'ratio',
      title: 'process start to start request, against a bare Node that posts one',
      unit: 'x',
      bar: 2.5,
      goal: 1.8,
      better: 'lower',
    },
  ],
  round: () =>
    withService('quick', async (service) => {
      // The first request of all warms the service up.
      await timeToStart(service, () => startBaseline('bare-post.mjs', service.url))
      const bareMs = await timeToStart(service, () => startBaseline('bare-post.mjs', service.url))
      const actionMs = await timeToStart(service, () =>
        startAction(service.url, { inputs: { wait: 'false' } }),
      )
      return { ratio: actionMs / bareMs, bareMs, actionMs }
    }),
}

async function timeToStart(service: ServiceProcess, start: () => Measured): Promise<number> {
  const before = (await service.journal()).length
  const measured = start()
  await Promise.all([drain(measured.output), measured.gone])
  return firstAt((await service.journal()).slice(before), isStart) - measured.startedAt
}
