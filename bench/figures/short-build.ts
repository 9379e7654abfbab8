import { type Figure, median } from '../figure.js'
import { startAction } from '../process.js'
import { timedLines } from '../reader.js'
import { firstAt, isRecord, isStart, withService } from '../service-process.js'

const RUNS_MS = 20_000
const LINES = 1_000

/** A 20 s build of 1,000 lines at the default interval, in real time. */
export const shortBuild: Figure = {
  name: 'short-build',
  rounds: 3,
  measures: [
    {
      name: 'requests',
      title: '20 s build, 1,000 lines, default interval: requests',
      unit: '',
      bar: 20,
      goal: 14,
      better: 'lower',
    },
    {
      name: 'latency',
      title: '20 s build: median line latency',
      unit: 's',
      bar: 1.5,
      goal: 1,
      better: 'lower',
    },
    {
      name: 'endSeen',
      title: '20 s build: end seen after',
      unit: 's',
      bar: 2,
      goal: 1,
      better: 'lower',
    },
  ],
  round: () =>
    withService('twenty-seconds', async (service) => {
      const action = startAction(service.url)
      const shown = new Map<number, number>()
      await timedLines(action.output, (line, at) => {
        const number = /line (\d+) of the build/.exec(line)?.[1]
        if (number !== undefined) shown.set(Number(number), at)
      })
      const { at: goneAt } = await action.gone
      if (shown.size !== LINES) throw new Error(`${shown.size} lines of ${LINES} were printed`)
      const journal = await service.journal()
      const startedAt = firstAt(journal, isStart)
      const writtenAt = (line: number): number => startedAt + (RUNS_MS * line) / LINES
      const endedAt = startedAt + RUNS_MS
      return {
        requests: journal.length,
        latency: median([...shown].map(([line, at]) => at - writtenAt(line))) / 1_000,
        endSeen: (firstAt(journal, (one) => isRecord(one) && one.at >= endedAt) - endedAt) / 1_000,
        goneAfter: (goneAt - endedAt) / 1_000,
      }
    }),
}
