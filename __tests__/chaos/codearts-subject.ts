import type { RunSource } from '../../src/core/run.js'
import {
  CREDENTIALS,
  fault,
  type FaultRule,
  type Simulator,
  type SimulatorOptions,
} from '../simulator/index.js'
import { COMMIT, JOB_ID } from '../support/ids.js'
import { codeArts, STRANGE_COMMIT } from '../world/index.js'
import { randomScenario } from './codearts-scenarios.js'
import type { Dice } from './dice.js'
import { randomTrouble } from './service-faults.js'
import type { Situation, Strangers, Subject } from './subject.js'

const SECRET_VALUE = 'hunter2-of-the-chaos'
const PARAMETERS = [
  { name: 'MODE', value: 'release', secret: false },
  { name: 'PASSWORD', value: SECRET_VALUE, secret: true },
]
const CALLS = ['start', 'stop', 'record-info', 'log', 'history', 'history-details'] as const
const FILE_CALLS = ['task-log', 'download-log', 'status'] as const

export const codeArtsSubject: Subject = {
  run: 'build of CodeArts',
  calls: CALLS,
  situation: randomSituation,
  fault: randomFault,
  found: [
    [20_260_910, 226],
    [1_499_340_683, 807],
    [640_875_731, 28],
  ],
}

const strangers = {
  start: (simulator: Simulator) =>
    void simulator.job(JOB_ID).start({ commit: STRANGE_COMMIT, parameters: { MODE: 'debug' } }),
  stopped: ({ builds }: Simulator) =>
    builds.filter(({ commit, stoppedAt }) => commit === STRANGE_COMMIT && stoppedAt !== undefined)
      .length,
} satisfies { [Name in keyof Strangers]: (simulator: Simulator) => unknown }

function randomSituation(dice: Dice): Situation {
  const scenario = randomScenario(dice)
  const simulator = randomService(dice)
  const source = randomSource(dice)
  return {
    system: codeArts(scenario, { simulator, source, parameters: PARAMETERS }),
    stops: scenario.plan.stop.kind === 'stops',
    inOrder: simulator.offers?.log?.includes('download-log') !== true,
    secrets: [CREDENTIALS.secretAccessKey, SECRET_VALUE],
    strangers,
    chosen: { scenario, simulator, source },
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

function randomFault(dice: Dice): FaultRule {
  const call = dice.chance(0.75) ? dice.pick(CALLS) : dice.pick(FILE_CALLS)
  const first = call === 'start' ? 1 : dice.scaled(1, 30)
  if (call === 'log' && dice.chance(0.4)) {
    const change = dice.pick(['repeated', 'skipped', 'stuck'])
    return { route: 'log', call: [first, first + dice.whole(0, 6)], fault: fault.page(change) }
  }
  const met = randomTrouble(dice)
  // A shorter file that says so nowhere can't be told from a whole one.
  const isFile = call === 'task-log' || call === 'download-log'
  const trouble = isFile && met.kind === 'body' ? fault.reset('inside-body') : met
  const last = first + (trouble.kind === 'stall' ? 0 : dice.scaled(1, 12) - 1)
  return { route: call, call: [first, last], fault: trouble }
}
