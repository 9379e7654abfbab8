import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { startSimulator } from '../__tests__/simulator/index.js'
import { premadeLog } from './premade-log.js'
import { JOB_ID } from '../__tests__/support/ids.js'
import { BIG_LOG_BYTES, SCENARIOS, type ScenarioName } from './scenarios.js'

/**
 * The simulated service as a process of its own, so that it takes no time from what is measured. Prints its URL; over
 * the IPC channel each message is answered with the journal of requests so far. SIGTERM, or the end of the channel,
 * ends it.
 */
export interface JournalEntry {
  /** `Date.now()` when the request had arrived. */
  readonly at: number
  readonly method: string
  readonly path: string
  readonly route: string
  readonly status?: number
}

function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name)
}

const { values } = parseArgs({ options: { scenario: { type: 'string', default: 'quick' } } })
if (!isScenario(values.scenario)) throw new Error(`No such scenario: ${values.scenario}`)
const simulator = await startSimulator()
simulator.job(JOB_ID).always(SCENARIOS[values.scenario])
const url = values.scenario === 'big-log' ? await withPremadeLog(simulator.url) : simulator.url

async function withPremadeLog(upstream: string): Promise<string> {
  const server = premadeLog(BIG_LOG_BYTES, upstream).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return `http://127.0.0.1:${address.port}`
}

function journal(): JournalEntry[] {
  return simulator.requests.map(({ at, method, path, route, status }) => ({
    at,
    method,
    path,
    route,
    ...(status !== undefined && { status }),
  }))
}

const leave = (): void => void process.exit()
process.on('SIGTERM', leave)
process.on('disconnect', leave)
process.on('message', () => process.send?.({ journal: journal(), problems: simulator.problems }))
process.stdout.write(`${url}\n`)
process.send?.({ url })
