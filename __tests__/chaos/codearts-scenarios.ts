import { build, lines, type Scenario } from '../simulator/index.js'
import type { Dice } from './dice.js'

const STEPS = ['Compile', 'Unit tests', 'Pack', '打包 🚀'] as const
const END_WORDS = [
  'SUCCESS',
  'SUCCESS',
  'SUCCESS',
  'success',
  'FAILURE',
  'FAILED',
  'ERROR',
] as const
const ODD_WORDS = ['ABORTED', 'CANCELED', 'TIMEOUT', 'COMPLETED', 'FINISHED', 'SUCCESSFUL'] as const

/** A build as it may go; every line of its log is another one. */
export function randomScenario(dice: Dice): Scenario {
  let scenario = build()
  if (dice.chance(0.4)) scenario = scenario.queuedFor(dice.scaled(100, 60_000))
  if (dice.chance(0.3)) scenario = scenario.appearsAfter(dice.scaled(100, 5_000))
  if (dice.chance(0.3)) scenario = scenario.hiddenStep('Code checkout', 'Cloning into shop\n')
  for (const name of STEPS.slice(0, dice.whole(0, STEPS.length))) {
    const count = dice.scaled(1, 80)
    scenario = scenario.step(
      name,
      lines(count, (n) => `${name} ${n} of ${count} ${'é→🚀'.repeat(n % 9)}`),
    )
  }
  scenario = scenario.runsFor(dice.scaled(200, 15 * 60_000))
  scenario = dice.chance(0.05)
    ? scenario.neverExecutes()
    : scenario.endsWith(dice.chance(0.8) ? dice.pick(END_WORDS) : dice.pick(ODD_WORDS))
  return randomStop(dice, randomWords(dice, randomLog(dice, scenario)))
}

function randomLog(dice: Dice, given: Scenario): Scenario {
  let scenario = given
  if (dice.chance(0.4)) scenario = scenario.ingestionLag(dice.scaled(10, 3_000))
  if (dice.chance(0.3)) scenario = scenario.lateTail(dice.scaled(100, 8_000), dice.whole(1, 30))
  if (dice.chance(0.3)) scenario = scenario.withoutMarks()
  if (dice.chance(0.3)) scenario = scenario.stamps('english')
  return scenario.closingLine(dice.pick(['bare', 'bare', 'stamped', 'none']))
}

function randomWords(dice: Dice, given: Scenario): Scenario {
  let scenario = given
  if (dice.chance(0.2)) {
    const from = dice.scaled(1_000, 120_000)
    const word = dice.pick(['INQUEUE', 'INIT', 'RUNNING', 'SOMETHING_NEW'])
    scenario = scenario.claims(word, from, from + dice.scaled(500, 60_000))
  }
  if (dice.chance(0.1)) scenario = scenario.saysWhile({ running: 'EXECUTING' })
  if (dice.chance(0.1)) scenario = scenario.saysWhile({ queued: 'PENDING' })
  if (dice.chance(0.1)) scenario = scenario.reportsCommit(null)
  return scenario
}

function randomStop(dice: Dice, scenario: Scenario): Scenario {
  const way = dice.next()
  if (way < 0.07) return scenario.ignoresStop()
  if (way < 0.12) return scenario.deniesStop()
  return scenario.stopTakes(dice.scaled(10, 10_000))
}
