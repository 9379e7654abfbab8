import type { Fault, FaultRule } from '../simulator/index.js'
import {
  AWS_CREDENTIALS,
  awsFault,
  type AwsSimulatorOptions,
  type CodeBuildScenario,
  project,
} from '../simulator/aws/index.js'
import { codeBuild } from '../world/index.js'
import type { Dice } from './dice.js'
import { randomTrouble } from './service-faults.js'
import { LONGEST_RUN_MS, type Situation, type Subject } from './subject.js'

const CALLS = ['StartBuild', 'BatchGetBuilds', 'GetLogEvents', 'StopBuild'] as const
/** What only AWS says. */
const OWN = [
  awsFault.throttled(),
  awsFault.throttledInHeader(),
  awsFault.throttled429(),
  awsFault.internal(),
  awsFault.unavailable(),
  awsFault.accountLimit(),
  awsFault.expiredToken(),
] as const

export const codeBuildSubject: Subject = {
  run: 'build of CodeBuild',
  calls: CALLS,
  situation: randomSituation,
  fault: randomFault,
  found: [[20_260_910, 658]],
}

function randomSituation(dice: Dice): Situation {
  const scenario = randomScenario(dice)
  const simulator = randomService(dice)
  return {
    system: codeBuild(scenario, { simulator }),
    stops: scenario.plan.stop.kind === 'stops',
    inOrder: true,
    secrets: [AWS_CREDENTIALS.secretAccessKey],
    chosen: { scenario, simulator },
  }
}

function randomScenario(dice: Dice): CodeBuildScenario {
  let scenario = project()
  for (const name of ['INSTALL', 'BUILD', 'POST_BUILD'].slice(0, dice.whole(1, 3))) {
    const count = dice.scaled(1, 60)
    scenario = scenario.phase(
      name,
      Array.from({ length: count }, (_, n) => `${name} ${n} ${'é→🚀'.repeat(n % 5)}`),
    )
  }
  scenario = scenario.runsFor(dice.scaled(300, LONGEST_RUN_MS))
  if (dice.chance(0.4)) scenario = scenario.queuedFor(dice.scaled(100, 60_000))
  if (dice.chance(0.3)) scenario = scenario.appearsAfter(dice.scaled(100, 5_000))
  if (dice.chance(0.3)) scenario = scenario.ingestionLag(dice.scaled(10, 3_000))
  if (dice.chance(0.3)) scenario = scenario.lateTail(dice.scaled(100, 18_000), dice.whole(1, 20))
  if (dice.chance(0.3)) scenario = scenario.withoutClosing()
  if (dice.chance(0.2)) scenario = scenario.claims('STRANGE', '1s', '30s')
  if (dice.chance(0.4))
    scenario = scenario.endsWith(dice.pick(['FAILED', 'FAULT', 'TIMED_OUT', 'DONE']))
  return dice.chance(0.07) ? scenario.ignoresStop() : scenario.stopTakes(dice.scaled(10, 8_000))
}

function randomService(dice: Dice): AwsSimulatorOptions {
  return {
    pageEvents: dice.scaled(2, 10_000),
    emptyPages: dice.whole(0, 2),
    errorTypeIn: dice.pick(['body', 'prefixed', 'header']),
    serviceClockOffsetMs: dice.pick([0, 0, 40_000, 3_600_000, -3_600_000]),
  }
}

function randomFault(dice: Dice): FaultRule {
  const first = dice.scaled(1, 20)
  const trouble: Fault = dice.chance(0.5) ? dice.pick(OWN) : randomTrouble(dice)
  const last = first + (trouble.kind === 'stall' ? 0 : dice.scaled(1, 10) - 1)
  return { route: dice.pick(CALLS), call: [first, last], fault: trouble }
}
