import { describe, expect, it } from '@jest/globals'
import { gate } from '../../src/core/gate.js'
import type { Outcome } from '../../src/core/outcome.js'
import type { Orphan } from '../../src/core/orphaned-run.js'
import { CODEBUILD_WORDS } from '../../src/clouds/aws/codebuild/backend.js'
import {
  AWS_CREDENTIALS,
  awsFault,
  type CodeBuildScenario,
  project,
} from '../simulator/aws/index.js'
import { CodeBuildWorld } from './codebuild-world.js'
import { Dice } from './dice.js'
import type { Moment } from './mortal.js'
import { misplacedLines } from './printed-lines.js'

const FIXED_SEED = 20_261_125
const CASES = Number(process.env['CHAOS_CASES'] ?? 160)
const LONGEST_CASE_MS = 750
const LONGEST_MS = 15 * 60_000
/** From the first signal to the end of the process; the runner kills soon after. */
const LEAVES_WITHIN_MS = 6_500

const wantedSeed = Number(process.env['CHAOS_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const wantedCase = process.env['CHAOS_CASE']

const CALLS = ['StartBuild', 'BatchGetBuilds', 'GetLogEvents', 'StopBuild'] as const
const FAULTS = [
  awsFault.throttled(),
  awsFault.throttledInHeader(),
  awsFault.internal(),
  awsFault.unavailable(),
  awsFault.html(200),
  awsFault.reset('before-acting'),
  awsFault.reset('after-acting'),
  awsFault.reset('inside-body'),
  awsFault.body('truncated'),
  awsFault.body('empty'),
] as const

function scenarioOf(dice: Dice): CodeBuildScenario {
  let scenario = project()
  for (const name of ['INSTALL', 'BUILD', 'POST_BUILD'].slice(0, dice.whole(1, 3))) {
    const count = dice.scaled(1, 60)
    scenario = scenario.phase(
      name,
      Array.from({ length: count }, (_, n) => `${name} ${n} ${'é→🚀'.repeat(n % 5)}`),
    )
  }
  scenario = scenario.runsFor(dice.scaled(300, LONGEST_MS))
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

function momentOf(dice: Dice): Moment {
  if (dice.chance(0.5)) return { atMs: dice.scaled(1, LONGEST_MS) }
  return { request: dice.scaled(1, 40), when: dice.pick(['before', 'behind']) }
}

interface Life {
  readonly world: CodeBuildWorld
  readonly outcome: Outcome | 'killed'
  readonly post: Orphan
  readonly heals: boolean
  readonly leftAfterMs: number | undefined
}

async function live(dice: Dice): Promise<string[]> {
  const world = await CodeBuildWorld.with(scenarioOf(dice), {
    answerWithinMs: 300,
    random: dice.next,
    simulator: {
      pageEvents: dice.scaled(2, 10_000),
      emptyPages: dice.whole(0, 2),
      errorTypeIn: dice.pick(['body', 'prefixed', 'header']),
      serviceClockOffsetMs: dice.pick([0, 0, 40_000, 3_600_000, -3_600_000]),
    },
  })
  try {
    const faults = Math.floor(dice.next() ** 2 * 6)
    for (let n = 0; n < faults; n += 1) {
      const first = dice.scaled(1, 20)
      const call = [first, first + dice.scaled(1, 10) - 1] as const
      world.simulator.faults.add({ route: dice.pick(CALLS), call, fault: dice.pick(FAULTS) })
    }
    const [from, to] = [dice.scaled(1, 30), dice.scaled(1, 10)]
    if (dice.chance(0.3))
      world.lost = (_request, number) =>
        number >= from && number < from + to ? 'refused' : undefined
    if (dice.chance(0.35)) world.cancels(momentOf(dice))
    if (dice.chance(0.35)) world.dies(momentOf(dice))
    const timeoutMs = dice.chance(0.2) ? { timeoutMs: dice.scaled(500, LONGEST_MS) } : {}
    const outcome = await world.main({ pollIntervalMs: dice.scaled(1_000, 20_000), ...timeoutMs })
    const { cancelledAt } = world
    const leftAfterMs =
      cancelledAt === undefined || outcome === 'killed'
        ? undefined
        : world.clock.now() - cancelledAt
    const heals = dice.chance(0.7)
    if (heals) {
      world.simulator.faults.clear()
      world.lost = () => undefined
    }
    return violations({ world, outcome, post: await world.post(), heals, leftAfterMs })
  } finally {
    await world.close()
  }
}

/** What must never happen, whatever went wrong: the supervisor's own rules, here over another system. */
function violations({ world, outcome, post, heals, leftAfterMs }: Life): string[] {
  const { builds, problems } = world.simulator
  const [build] = builds
  const running = builds.filter(({ state }) => state !== 'ended')
  const green = outcome !== 'killed' && gate(outcome, CODEBUILD_WORDS).exitCode === 0
  const ignoresStop = world.simulator.project('shop').builds[0]?.plan.stop.kind === 'ignored'
  const excused = post.kind === 'unconfirmed' && (!heals || ignoresStop)
  const gaps = world.reporter.warnings.filter(({ message }) =>
    message.includes('incomplete'),
  ).length
  const strange = misplacedLines(world.printed, world.trueLog, gaps > 0)
  const isWhole =
    outcome !== 'killed' && outcome.kind === 'ended' && gaps === 0 && leftAfterMs === undefined
  return [
    ...(builds.length > 1 ? [`${builds.length} builds`] : []),
    ...(green && build?.word !== 'SUCCEEDED' ? [`green at ${build?.word ?? 'no end'}`] : []),
    ...(running.length > 0 && !excused
      ? [`a build runs on, and the post step says ${post.kind}`]
      : []),
    ...(leftAfterMs !== undefined && leftAfterMs > LEAVES_WITHIN_MS
      ? [`left after ${leftAfterMs} ms`]
      : []),
    ...strange.map((line) => `printed ${JSON.stringify(line)}`),
    ...(isWhole && world.printed !== world.trueLog ? ['the log is not whole'] : []),
    ...(JSON.stringify(world.journal).includes(AWS_CREDENTIALS.secretAccessKey)
      ? ['told a secret']
      : []),
    ...problems
      .filter(({ kind }) => kind === 'request' || kind === 'unknown-path')
      .map(({ what }) => what),
  ]
}

const seeds = wantedCase === undefined ? [FIXED_SEED, wantedSeed] : [wantedSeed]
const cases =
  wantedCase === undefined ? Array.from({ length: CASES }, (_, at) => at) : [Number(wantedCase)]

describe.each(seeds)('In chaos (CHAOS_SEED=%i)', (seed) => {
  it(
    'no CodeBuild build is orphaned or doubled, no verdict is green by mistake, and no line is lost or told twice',
    async () => {
      const wrong: string[] = []
      for (const index of cases) {
        const dice = new Dice((seed + Math.imul(index, 0x9e3779b1)) >>> 0)
        const found = await live(dice)
        wrong.push(...found.map((what) => `CHAOS_SEED=${seed} CHAOS_CASE=${index}: ${what}`))
      }
      expect(wrong).toEqual([])
    },
    CASES * LONGEST_CASE_MS,
  )
})
