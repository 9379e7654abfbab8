import type { Outcome } from '../../src/core/outcome.js'
import { Secret } from '../../src/core/secret.js'
import { supervise } from '../../src/core/supervisor.js'
import { createTransport } from '../../src/http/transport.js'
import { ReadyToken } from '../../src/clouds/huawei/sign-in/ready-token.js'
import { authorizedTransport } from '../../src/sign-in/authorized-transport.js'
import {
  CREDENTIALS,
  fault,
  type Offers,
  type Scenario,
  startSimulator,
} from '../simulator/index.js'
import { codeArts, type CodeArtsSystem } from '../world/index.js'
import { PLAN, RecordingReporter, RecordingSink } from './supervision.js'
import { holdWhileBusy, VirtualClock } from './virtual-clock.js'

/** Workflows of one schedule begin within some seconds of each other. */
const ARRIVALS_MS = 5_000

/** What the service answers in each window of time, whoever asks; the rest is throttled. Each route counts for itself. */
export interface RateLimit {
  /** A route's name, or `any` for all calls together. */
  readonly route: string
  readonly calls: number
  readonly perMs: number
}

const MINUTE_MS = 60_000

/**
 * The labels of the published definitions, should they mean calls a minute for all runs of a tenant: `five_50_min` of a
 * start, `ten_50_min` of the status and the lists, `ten_120_min` of the record, `ten_180_min` of the log, `ten_20_min` of
 * the whole log. The calls of v3 and v4 have a label without a number, so only v1 is offered.
 */
export const LABELLED: { readonly offers: Offers; readonly limits: readonly RateLimit[] } = {
  offers: {
    start: ['v1'],
    status: ['v1'],
    recordInfo: ['v1'],
    log: ['v1', 'download-log'],
    history: ['v1-list'],
    stop: ['v1'],
  },
  limits: [
    ['start-v1', 50],
    ['status-v1', 50],
    ['history-v1-list', 50],
    ['record-info-v1', 120],
    ['log-v1', 180],
    ['download-log-v1', 20],
  ].map(([route, calls]) => ({ route: String(route), calls: Number(calls), perMs: MINUTE_MS })),
}

export interface Crowd {
  readonly runs: number
  readonly scenario: Scenario
  readonly runsMs: number
  readonly limits: readonly RateLimit[]
  /** What is published; everything by default. */
  readonly offers?: Offers
  /** Chance that is the same in each run of a test. */
  readonly random: () => number
}

export interface CrowdReport {
  readonly outcomes: readonly Outcome[]
  readonly requests: number
  readonly throttled: number
  /** For each run, milliseconds from its wish to start until the service took the start. */
  readonly startWaits: readonly number[]
  /** For each run, milliseconds from its build's end until it knew. */
  readonly endWaits: readonly number[]
}

/** Many workflows at once on one simulator with one rate limit; virtual time. */
export async function crowd(options: Crowd): Promise<CrowdReport> {
  const clock = new VirtualClock()
  const { offers = {}, scenario, random } = options
  const tasks = Array.from({ length: options.runs }, (_, index) => taskOf(scenario, index + 1))
  const simulator = await startSimulator({ clock, offers })
  for (const limit of options.limits) {
    const { admits } = rateLimit(clock, limit)
    const strikes = (): boolean => !admits()
    simulator.faults.add({ route: limit.route, call: 'every', fault: fault.throttled(), strikes })
  }
  const plain = createTransport({ userAgent: 'crowd', keepAlive: true })
  const token = new ReadyToken({ origin: 'test', token: new Secret(CREDENTIALS.token) })
  const transport = authorizedTransport(holdWhileBusy(plain, clock), token)
  const now = (): number => clock.now()
  const deaf = (): void => undefined
  const heard = { warn: deaf, debug: deaf, print: deaf }
  const link = { service: simulator, transport, stopTransport: transport, now, ...heard }
  const one = async ({ jobId, system }: Task): Promise<Finished> => {
    system.arrange(simulator)
    await clock.sleep(ARRIVALS_MS * random())
    const wishedAt = clock.now()
    const parts = {
      backend: system.backend(link),
      clock,
      journal: { save: deaf },
      reporter: new RecordingReporter(),
      random,
      liveLog: new RecordingSink(now),
    }
    const outcome = await supervise(parts, PLAN, new AbortController().signal)
    return { jobId, wishedAt, outcome }
  }
  try {
    const finished = await Promise.all(tasks.map(one))
    return report(finished, simulator.requests, options.runsMs)
  } finally {
    plain.close()
    await simulator.close()
  }
}

interface Task {
  readonly jobId: string
  readonly system: CodeArtsSystem
}

function taskOf(scenario: Scenario, number: number): Task {
  const jobId = number.toString(16).padStart(32, '0')
  return { jobId, system: codeArts(scenario, { jobId, source: { kind: 'default' } }) }
}

interface Finished {
  readonly jobId: string
  readonly wishedAt: number
  readonly outcome: Outcome
}

type Seen = Awaited<ReturnType<typeof startSimulator>>['requests']

function report(finished: readonly Finished[], requests: Seen, runsMs: number): CrowdReport {
  const answered = requests.filter(({ status }) => status === 200)
  const startOf = new Map<string, number>()
  for (const { family, body, at } of answered) {
    const job = /"job_id":"(\w+)"/.exec(body)?.[1]
    if (family === 'start' && job !== undefined) startOf.set(job, at)
  }
  const endOf = new Map<string, number>()
  for (const { family, path, at } of answered) {
    const job = path.split('/')[3] ?? ''
    const endedAt = (startOf.get(job) ?? NaN) + runsMs
    if (family === 'record-info' && at >= endedAt && !endOf.has(job)) endOf.set(job, at)
  }
  return {
    outcomes: finished.map(({ outcome }) => outcome),
    requests: requests.length,
    throttled: requests.filter(({ status }) => status === 429).length,
    startWaits: finished.map(({ jobId, wishedAt }) => (startOf.get(jobId) ?? NaN) - wishedAt),
    endWaits: finished.map(
      ({ jobId }) => (endOf.get(jobId) ?? NaN) - ((startOf.get(jobId) ?? NaN) + runsMs),
    ),
  }
}

/** So many requests in each window of the clock, as API gateways count. */
function rateLimit(clock: VirtualClock, { calls, perMs }: RateLimit): { admits: () => boolean } {
  let [window, taken] = [0, 0]
  return {
    admits: () => {
      const now = Math.floor(clock.now() / perMs)
      if (now !== window) [window, taken] = [now, 0]
      taken += 1
      return taken <= calls
    },
  }
}

/** Numbers in [0, 1) that are the same each time (a linear congruence). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
