import { CREDENTIALS, type FaultRule } from '../simulator/index.js'
import type { Leg, ReleasePlan, ReleaseSimulatorOptions } from '../simulator/servicestage/index.js'
import { releaseTask } from '../world/index.js'
import type { Dice } from './dice.js'
import { randomTrouble } from './service-faults.js'
import { LONGEST_RUN_MS, type Situation, type Subject } from './subject.js'

const CALLS = ['start', 'stop', 'records', 'list'] as const

export const releaseSubject: Subject = {
  run: 'release',
  calls: CALLS,
  situation: randomSituation,
  fault: randomFault,
  found: [
    [1_984_086_456, 99],
    [1_984_086_456, 146],
    [1_851_293_295, 2613],
  ],
}

function randomSituation(dice: Dice): Situation {
  const plan = randomLife(dice)
  const simulator = randomService(dice)
  return {
    system: releaseTask([plan], { simulator }),
    stops: true,
    inOrder: true,
    secrets: [CREDENTIALS.secretAccessKey],
    chosen: { plan, simulator },
  }
}

function randomLife(dice: Dice): ReleasePlan {
  const legs = Array.from({ length: dice.whole(0, 4) }, (): Leg => randomLeg(dice))
  const stopped = [
    { status: 13, lastsMs: dice.scaled(10, 8_000) },
    { status: dice.pick([3, 8, 11, 12]) },
  ]
  return { legs: [...legs, { status: dice.pick([2, 2, 3, 11, 12, 8]) }], stopped }
}

/** A status that no document names may pass; one that stays for 20 s counts as an end. */
function randomLeg(dice: Dice): Leg {
  if (dice.chance(0.15)) return { status: dice.pick([6, 8, 9]), lastsMs: dice.scaled(1, 4_000) }
  return {
    status: dice.pick([1, 4, 5, 7, 10, 13, 14]),
    lastsMs: dice.scaled(1, LONGEST_RUN_MS / 4),
  }
}

function randomService(dice: Dice): ReleaseSimulatorOptions {
  return {
    lagMs: dice.pick([0, 0, 3_000, 12_000]),
    offers: dice.pick([['records', 'list'], ['records', 'list'], ['list']] as const),
    idsAs: dice.pick(['number', 'string']),
    listAs: dice.pick(['array', 'object']),
  }
}

function randomFault(dice: Dice): FaultRule {
  const first = dice.scaled(1, 20)
  const trouble = randomTrouble(dice)
  const last = first + (trouble.kind === 'stall' ? 0 : dice.scaled(1, 10) - 1)
  return { route: dice.pick(CALLS), call: [first, last], fault: trouble }
}
