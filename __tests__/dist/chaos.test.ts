import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { Dice } from '../chaos/dice.js'
import { build, CREDENTIALS, fault, lines, type Scenario } from '../simulator/index.js'
import type { ActionResult } from '../support/action-process.js'
import { Bundle } from '../support/bundle.js'
import { JOB_ID } from '../support/ids.js'

const CASES = 20
const AT_ONCE = 4
const SECRET_VALUE = 'hunter2-of-the-bundle'
const LEAVES_WITHIN_MS = 6_500
/** Node needs about this long before the first line of ours runs. */
const LATEST_SIGNAL_MS = 3_500
/** A process that had come to its end takes no notice of a signal: on a busy machine it is gone some time later. */
const ENDING_MS = 500
/** As the build prints it, and nobody else quotes it. */
const BUILD_LINE = /^\[20.*, line \d+$/
const SIGNALS = [[], [], ['SIGINT'], ['SIGTERM'], ['SIGINT', 'SIGTERM'], ['SIGKILL']] as const

/** `CHAOS_SEED=… npm test -- __tests__/dist/chaos` repeats a run, as far as real time can. */
const seed = Number(process.env['CHAOS_SEED'] ?? 20_261_130)

function randomScenario(dice: Dice): Scenario {
  let scenario = build()
    .step(
      'Compile',
      lines(dice.whole(5, 60), (n) => `Compile, line ${n}`),
    )
    .step(
      'Test',
      lines(dice.whole(5, 60), (n) => `Test, line ${n}`),
    )
    .queuedFor(dice.whole(0, 400))
    .runsFor(dice.whole(500, 2_500))
    .stopTakes(dice.whole(0, 1_000))
    .ingestionLag(dice.whole(0, 300))
    .endsWith(dice.pick(['SUCCESS', 'SUCCESS', 'FAILURE', 'TIMEOUT', 'COMPLETED']))
  if (dice.chance(0.3)) scenario = scenario.lateTail(dice.whole(100, 1_500), dice.whole(1, 9))
  return scenario
}

function randomFaults(dice: Dice, { simulator }: Bundle): void {
  const troubles = [fault.status(503), fault.reset('inside-body'), fault.html(200), fault.throttled()]
  for (let more = dice.whole(0, 3); more > 0; more -= 1) {
    const route = dice.pick(['record-info', 'log', 'stop', 'history'])
    const trouble = troubles[dice.whole(0, troubles.length - 1)] ?? fault.status(503)
    simulator.faults.add({ route, call: dice.whole(1, 4), fault: trouble })
  }
  const started = dice.pick([fault.reset('after-acting'), fault.throttled(), fault.body('empty')])
  if (dice.chance(0.3)) simulator.faults.add({ route: 'start', call: 1, fault: started })
}

interface Lived {
  readonly main: ActionResult
  readonly post: ActionResult
  /** Milliseconds from the first signal that reached the process to its end. */
  readonly leftAfterMs: number | undefined
}

async function live(dice: Dice, run: Bundle): Promise<Lived> {
  const inputs = { 'secret-parameters': `PASSWORD=${SECRET_VALUE}` }
  const signals = dice.pick(SIGNALS)
  const pauses = signals.map(() => dice.whole(100, LATEST_SIGNAL_MS))
  const main = run.start({ inputs })
  let signalledAt: number | undefined
  for (const [at, signal] of signals.entries()) {
    await Promise.race([wait(at === 0 ? pauses[at] : 300), main.done])
    // Before the first line of ours ran, a signal ends node itself, and nothing was begun.
    if (main.child.exitCode === null && main.printed() !== '') {
      signalledAt ??= Date.now()
      main.child.kill(signal)
    }
  }
  const result = await main.done
  const post = await run.post(result, { inputs })
  const leftAfterMs = signalledAt === undefined ? undefined : result.goneAt - signalledAt
  return { main: result, post, leftAfterMs }
}

function violations(run: Bundle, { main, post, leftAfterMs }: Lived): string[] {
  const { builds } = run.simulator
  const [first] = builds
  const told = `${main.stdout}${main.stderr}${post.stdout}${post.stderr}`
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::'))
  const written = JSON.stringify([told, main.outputs, main.state, main.summary, post.summary])
  const wrong = {
    'green by mistake': main.exitCode === 0 && first?.word !== 'SUCCESS',
    'green after a signal': main.exitCode === 0 && (leftAfterMs ?? 0) > ENDING_MS,
    'more than one build': builds.length > 1,
    'an orphan': run.running > 0,
    'a red post step': post.exitCode !== 0,
    'late leave': (leftAfterMs ?? 0) > LEAVES_WITHIN_MS,
    'no status': main.signal === null && !('status' in main.outputs),
    'a secret told': [SECRET_VALUE, CREDENTIALS.secretAccessKey].some((one) => written.includes(one)),
    'a stack printed': /\n\s+at .+:\d+/.test(main.stdout + main.stderr + post.stderr),
    'a line lost or repeated': !isInOrder(main, run),
    'undocumented requests': run.simulator.problems.length > 0,
  }
  const names = Object.entries(wrong).filter(([, isWrong]) => isWrong)
  return names.map(([name]) => `${name}\n${main.stdout}\n--- post\n${post.stdout}`)
}

/** The build's lines, as far as they were printed; all of them when main came to the end by itself. */
function isInOrder(main: ActionResult, run: Bundle): boolean {
  const [first] = run.simulator.job(JOB_ID).builds
  const truth = [...(first?.log().chunks(Infinity) ?? [])].join('').split('\n')
  const ours = truth.filter((line) => BUILD_LINE.test(line))
  const printed = main.stdout.split('\n').filter((line) => BUILD_LINE.test(line))
  const isWhole = main.exitCode === 0 || main.outputs['status'] === 'failed'
  if (isWhole && printed.length !== ours.length) return false
  return printed.every((line, at) => line === ours[at])
}

async function broken(index: number): Promise<string[]> {
  const dice = new Dice(seed + index * 7_919)
  const run = await Bundle.with(randomScenario(dice))
  try {
    randomFaults(dice, run)
    const lived = await live(dice, run)
    return violations(run, lived).map((what) => `CHAOS_SEED=${seed}, case ${index}: ${what}`)
  } finally {
    await run.close()
  }
}

describe('The bundle in chaos', () => {
  it('orphans no build, is never green by mistake and tells no secret', async () => {
    process.stdout.write(`chaos on the bundle: CHAOS_SEED=${seed}\n`)
    const cases = Array.from({ length: CASES }, (_, at) => at)
    const wrong: string[] = []
    const worker = async (): Promise<void> => {
      for (let one = cases.shift(); one !== undefined; one = cases.shift()) {
        wrong.push(...(await broken(one)))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    expect(wrong).toEqual([])
  }, 180_000)
})
