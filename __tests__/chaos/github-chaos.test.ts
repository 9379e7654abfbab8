import { describe, expect, it } from '@jest/globals'
import type { Plan } from '../../src/core/supervisor.js'
import { fault, type Fault, type FaultRule } from '../simulator/index.js'
import { GITHUB_TOKEN, type GithubSimulator, startGithub } from '../simulator/github/index.js'
import type { Moment } from '../world/index.js'
import { codeArtsSubject } from './codearts-subject.js'
import { codeBuildSubject } from './codebuild-subject.js'
import { ALONE, cases, seeds } from './chosen.js'
import { Dice } from './dice.js'
import { type Shown, ShownStep } from './shown-step.js'
import type { Situation, Subject } from './subject.js'

const LONGEST_CASE_MS = 4_000
const LEAST_MS = 60_000
const LONGEST_MS = 15 * 60_000

/** How long the check may hold up a step's end: after a cancel, and else. */
const AFTER_CANCEL_MS = 3_000
const AT_END_MS = 20_000
const POST_MS = 10_000

const CALLS = {
  check: ['create-check', 'update-check', 'update-check', 'list-checks', 'any'],
  status: ['statuses', 'any'],
} as const
const secondary = { message: 'You have exceeded a secondary rate limit' }
/** Every way in which GitHub, or something on the way to it, fails. */
const TROUBLES: readonly [Fault, ...Fault[]] = [
  fault.status(401, { message: 'Bad credentials' }),
  fault.status(403, { message: 'Resource not accessible by integration' }),
  fault.status(403, secondary, { 'Retry-After': '60' }),
  fault.status(404, { message: 'Not Found' }),
  fault.status(422, { message: 'Invalid request' }),
  fault.status(429, secondary, { 'Retry-After': '2' }),
  fault.status(500),
  fault.status(502),
  fault.status(503),
  fault.html(200),
  fault.html(502),
  fault.redirect('https://elsewhere.example.com/', 301),
  fault.redirect('/repositories/1/check-runs', 307),
  fault.reset('before-acting'),
  fault.reset('after-acting'),
  fault.reset('inside-body'),
  fault.body('truncated'),
  fault.body('empty'),
  fault.body('wrong-type'),
  fault.status(200, { id: GITHUB_TOKEN }),
]
const HANGS = [fault.stall('before-acting'), fault.stall('after-acting')] as const

function randomFault(kind: keyof typeof CALLS, dice: Dice): FaultRule {
  const first = dice.scaled(1, 3)
  // Hangs take real time.
  const met = dice.chance(0.05) ? dice.pick(HANGS) : dice.pick(TROUBLES)
  const last = met.kind === 'stall' ? first : dice.pick([first, first + dice.whole(0, 4), 999])
  return { route: dice.pick(CALLS[kind]), call: [first, last], fault: met }
}

interface Lives {
  readonly alone: Shown
  readonly shown: Shown
  readonly step: ShownStep
  readonly github: GithubSimulator
  readonly postMs: number
}

/** What GitHub must never change, whatever it does; empty when all is well. */
function violations({ alone, shown, step, github, postMs }: Lives): string[] {
  const { cancelledMs } = shown
  // A cancelled step is never green; the life without a check may have been over when the cancel came.
  const exitCode = cancelledMs !== undefined && alone.cancelledMs === undefined ? 1 : alone.exitCode
  // A cancel may come while the check is completed, after the run's end.
  const held = shown.tookMs - Math.max(alone.tookMs, cancelledMs ?? 0)
  const most = cancelledMs === undefined ? AT_END_MS : AFTER_CANCEL_MS
  const told = shown.words + step.warnings.join() + JSON.stringify(step.world.simulator.requests)
  const green = [...github.checks, ...github.statuses].filter(
    (one) => ('state' in one ? one.state : one.conclusion) === 'success',
  )
  return [
    ...(shown.exitCode === exitCode ? [] : [`exit code ${shown.exitCode}`]),
    ...(shown.status === alone.status ? [] : [`${shown.status} instead of ${alone.status}`]),
    ...(held > most ? [`the end was held up by ${held} ms`] : []),
    ...(postMs > POST_MS ? [`the post step took ${postMs} ms for the check`] : []),
    ...(told.includes(GITHUB_TOKEN) ? ['the token was told'] : []),
    ...(github.checks.length > 1 ? [`${github.checks.length} checks`] : []),
    // After a cancel the step is red, though its run may have come to a good end: the check tells of the run.
    ...(green.length > 0 && shown.status !== 'succeeded'
      ? [`a green check of ${shown.status}`]
      : []),
    ...github.problems.map(({ what, route }) => `${what} at ${route}`),
  ]
}

interface Found {
  readonly wrong: readonly string[]
  /** Requests of the check that met a fault. */
  readonly met: number
}

async function broken(subject: Subject, seed: number): Promise<Found> {
  const dice = new Dice(seed)
  const { system } = subject.situation(dice)
  const plan = {
    pollIntervalMs: dice.scaled(1_000, 30_000),
    ...dice.maybe(0.2, () => ({ timeoutMs: dice.scaled(500, LONGEST_MS) })),
  }
  const cancel = dice.chance(0.3) ? { atMs: dice.scaled(1, LONGEST_MS) } : undefined
  const kind = dice.pick(['check', 'check', 'status'])
  const faults = Array.from({ length: dice.whole(1, 3) }, () => randomFault(kind, dice))
  const without = await alone(system, plan, cancel)
  const github = await startGithub()
  for (const rule of faults) github.faults.add(rule)
  const step = await ShownStep.over(system, github, kind)
  try {
    if (cancel !== undefined) step.world.cancels(cancel)
    const shown = await step.main(plan)
    const warned = step.warnings.length
    if (dice.chance(0.5)) github.faults.clear()
    const postMs = await step.post()
    const lives = { alone: without, shown, step, github, postMs }
    return {
      wrong: [...(warned > 1 ? [`${warned} warnings`] : []), ...violations(lives)],
      met: github.requests.filter((request) => request.fault !== undefined).length,
    }
  } finally {
    await step.close()
    await github.close()
  }
}

/** The same life without a check. Each life has a clock of its own, which runs while nothing else does. */
async function alone(
  system: Situation['system'],
  plan: Partial<Plan>,
  cancel: Moment | undefined,
): Promise<Shown> {
  const step = await ShownStep.over(system)
  try {
    if (cancel !== undefined) step.world.cancels(cancel)
    return await step.main(plan)
  } finally {
    await step.close()
  }
}

/** Each is lived twice, with GitHub and without. */
const numbers = cases(1 / 8)

describe.each([codeArtsSubject, codeBuildSubject])('A $run that GitHub shows', (subject) => {
  it.each(seeds(20_261_201, 20_261_130))(
    'comes to the same exit code and status in time, with one warning at most and no token told, whatever GitHub does (CHAOS_SEED=%i)',
    async (seed) => {
      const wrong: string[] = []
      let met = 0
      for (const index of numbers) {
        const found = await broken(subject, (seed + Math.imul(index, 0x9e3779b1)) >>> 0)
        met += found.met
        wrong.push(...found.wrong.map((what) => `CHAOS_SEED=${seed} CHAOS_CASE=${index}: ${what}`))
      }
      expect(wrong).toEqual([])
      // GitHub did fail, or this proves nothing.
      expect(met).toBeGreaterThan(ALONE ? -1 : 0)
    },
    Math.max(LEAST_MS, numbers.length * LONGEST_CASE_MS),
  )
})
