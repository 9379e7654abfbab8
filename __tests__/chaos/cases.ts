import {
  type Fault,
  fault,
  type FaultRule,
  type Scenario,
  type SimulatorOptions,
} from '../simulator/index.js'
import { COMMIT } from '../support/adapters.js'
import type { BuildParameter } from '../../src/clouds/huawei/codearts-build/parameters.js'
import type { RunSource } from '../../src/core/run.js'
import type { Plan } from '../../src/core/supervisor.js'
import { Dice } from './dice.js'
import type { Moment } from './mortal.js'
import type { NetworkFault } from './network.js'
import { randomScenario } from './scenarios.js'
import { TROUBLE_NAMES, TROUBLES } from './service-faults.js'

export const SECRET_VALUE = 'hunter2-of-the-chaos'

export interface LostRequests {
  readonly call: string
  readonly from: number
  readonly to: number
  readonly way: NetworkFault
}

/** One life of the action: the service, the plan, what goes wrong and when it is cancelled or killed. */
export interface ChaosCase {
  readonly scenario: Scenario
  readonly simulator: SimulatorOptions
  readonly source: RunSource
  readonly parameters: readonly BuildParameter[]
  readonly plan: Partial<Plan>
  readonly faults: readonly FaultRule[]
  readonly lost: readonly LostRequests[]
  /** Milliseconds from the beginning. */
  readonly outage?: { readonly from: number; readonly to: number }
  readonly cancel?: Moment
  readonly kill?: Moment
  /** Whether all is well again when the post step runs. */
  readonly heals: boolean
  /** When somebody else starts builds of the same task, from another commit. */
  readonly strangersAt: readonly number[]
}

const CALLS = ['start', 'stop', 'record-info', 'log', 'history', 'history-details'] as const
const FILE_CALLS = ['task-log', 'download-log', 'status'] as const
const LONGEST_MS = 20 * 60_000

export function randomCase(seed: number): ChaosCase {
  const dice = new Dice(seed)
  return {
    scenario: randomScenario(dice),
    simulator: randomService(dice),
    source: randomSource(dice),
    parameters: [
      { name: 'MODE', value: 'release', secret: false },
      { name: 'PASSWORD', value: SECRET_VALUE, secret: true },
    ],
    plan: randomPlan(dice),
    faults: some(dice, 6, () => randomFault(dice)),
    lost: some(dice, 2, () => randomLoss(dice)),
    ...dice.maybe(0.15, () => ({ outage: randomOutage(dice) })),
    ...dice.maybe(0.35, () => ({ cancel: randomMoment(dice) })),
    ...dice.maybe(0.35, () => ({ kill: randomMoment(dice) })),
    heals: dice.chance(0.6),
    strangersAt: some(dice, 2, () => dice.scaled(1, 60_000)),
  }
}

function randomService(dice: Dice): SimulatorOptions {
  const stop = dice.pick([['v3-path'], ['v1'], ['v3-body']] as const)
  const record = dice.pick([['v4'], ['v3'], ['v1']] as const)
  const log = dice.pick([['v3'], ['v3'], ['v1'], ['task-log', 'download-log'], ['download-log']])
  const history = dice.pick([['period-history'], ['history', 'v1-list'], ['v1-list']] as const)
  return {
    offers: {
      log,
      ...dice.maybe(0.3, () => ({ stop })),
      ...dice.maybe(0.3, () => ({ recordInfo: record })),
      ...dice.maybe(0.3, () => ({ history })),
      ...dice.maybe(0.2, () => ({ start: ['v1'] as const })),
    },
    logPageSize: dice.scaled(40, 1_000_000),
    offsetUnit: dice.pick(['utf16', 'bytes']),
    hasMoreMeans: dice.pick(['more-now', 'still-running']),
    v1OffsetsAs: dice.pick(['string', 'number']),
    filesWhileRunning: dice.pick(['partial', 'nothing']),
    parametersAs: dice.pick(['map', 'array']),
    historyOfOneAs: dice.pick(['array', 'object']),
    recordInfoV3Case: dice.pick(['camel', 'snake']),
    knowsBuildType: dice.chance(0.8),
    endedStopAnswer: { status: dice.pick([400, 200]), as: dice.pick(['json', 'text']) },
    serviceClockOffsetMs: dice.pick([0, 0, 700, -700, 40_000, 3_600_000, -3_600_000]),
  }
}

function randomSource(dice: Dice): RunSource {
  if (dice.chance(0.1)) return { kind: 'tag', tag: 'v1.2.3' }
  return dice.chance(0.1) ? { kind: 'default' } : { kind: 'commit', commit: COMMIT }
}

function randomPlan(dice: Dice): Partial<Plan> {
  return {
    wait: dice.chance(0.95),
    pollIntervalMs: dice.scaled(1_000, 30_000),
    stopOnCancel: dice.chance(0.9),
    stopOnTimeout: dice.chance(0.8),
    ...dice.maybe(0.3, () => ({ timeoutMs: dice.scaled(500, LONGEST_MS) })),
  }
}

function randomFault(dice: Dice): FaultRule {
  const call = dice.chance(0.75) ? dice.pick(CALLS) : dice.pick(FILE_CALLS)
  const first = call === 'start' ? 1 : dice.scaled(1, 30)
  if (call === 'log' && dice.chance(0.4)) {
    const change = dice.pick(['repeated', 'skipped', 'stuck'])
    return { route: 'log', call: [first, first + dice.whole(0, 6)], fault: fault.page(change) }
  }
  const trouble = randomTrouble(dice, call)
  const last = first + (trouble.kind === 'stall' ? 0 : dice.scaled(1, 12) - 1)
  return { route: call, call: [first, last], fault: trouble }
}

function randomTrouble(dice: Dice, call: string): Fault {
  const named = TROUBLES[dice.pick(TROUBLE_NAMES as [(typeof TROUBLE_NAMES)[number]])]
  if (typeof named === 'string') return fault.status(503)
  // Stalls take real time.
  if (named.kind === 'stall' && dice.chance(0.8)) return fault.status(504)
  // A shorter file that says so nowhere can't be told from a whole one.
  const isFile = call === 'task-log' || call === 'download-log'
  return isFile && named.kind === 'body' ? fault.reset('inside-body') : named
}

function randomLoss(dice: Dice): LostRequests {
  const from = dice.scaled(1, 20)
  const way = dice.pick(['refused', 'dns'])
  return { call: dice.pick(CALLS), from, to: from + dice.scaled(1, 20) - 1, way }
}

function randomOutage(dice: Dice): { from: number; to: number } {
  const from = dice.scaled(1, LONGEST_MS)
  return { from, to: from + dice.scaled(500, 12 * 60_000) }
}

function randomMoment(dice: Dice): Moment {
  if (dice.chance(0.4)) return { atMs: dice.scaled(1, LONGEST_MS) }
  return { request: dice.scaled(1, 60), when: dice.pick(['before', 'behind']) }
}

function some<T>(dice: Dice, most: number, one: () => T): T[] {
  return Array.from({ length: Math.floor(dice.next() ** 2 * (most + 1)) }, one)
}
