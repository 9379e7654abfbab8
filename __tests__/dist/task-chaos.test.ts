import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from '@jest/globals'
import { Dice } from '../chaos/dice.js'
import { type Fault, fault } from '../simulator/index.js'
import { AsCode, fieldIn, parameter } from '../support/as-code.js'
import { PROJECT_ID } from '../support/ids.js'

const CASES = 8
const APPLIES = 3
const SECRET = 'hunter2-in-chaos'
const FILE = 'task.yml'

/** `CHAOS_SEED=… npm test -- __tests__/dist/task-chaos` repeats a run, as far as real time can. */
const seed = Number(process.env['CHAOS_SEED'] ?? 20_261_130)

const DEFINITION = `version: 1
task:
  project: ${PROJECT_ID}
  name: shop-backend
  arch: x86-64
  disabled: true
  parameters:
    branch: {default: main}
    token: {sensitive: true, valueFrom: {env: TOKEN}}
  steps:
    - {name: Maven, module: 20043, with: {command: mvn verify}}
  notifications: {MAIL: [buildJobFail]}
`
const given = { inputs: { file: FILE }, env: { TOKEN: SECRET } }

function addFaults(one: AsCode, dice: Dice): void {
  const troubles: readonly [Fault, ...Fault[]] = [
    fault.reset('before-acting'),
    fault.reset('after-acting'),
    fault.reset('inside-body'),
    fault.body('truncated'),
    fault.throttled('0'),
    fault.html(200),
    fault.delay('300ms'),
  ]
  const routes: readonly [string, ...string[]] = ['task-create', 'task-update', 'task-notice-set', 'task-disable', 'jobs', 'task-details']
  for (let left = dice.whole(1, 3); left > 0; left -= 1) {
    one.simulator.faults.add({
      route: dice.pick(routes),
      call: dice.whole(1, 2),
      fault: dice.pick(troubles),
    })
  }
}

/** Applies that are disturbed, and killed now and then. */
async function disturb(one: AsCode, dice: Dice): Promise<void> {
  for (let left = APPLIES; left > 0; left -= 1) {
    addFaults(one, dice)
    const step = one.step('task', 'apply', given)
    const signal = dice.pick(['none', 'SIGKILL', 'SIGINT'] as const)
    if (signal !== 'none') {
      await Promise.race([wait(dice.whole(200, 1_500)), step.done])
      step.child.kill(signal)
    }
    await step.done
  }
}

async function broken(index: number): Promise<string[]> {
  const dice = new Dice(seed + index * 7_919)
  const one = await AsCode.over()
  try {
    one.write(FILE, DEFINITION)
    const isOld = dice.chance(0.5)
    const kept = [parameter('unmanaged', { defaultValue: 'kept' })]
    if (isOld) one.clicked({ arch: 'x86-64', group_id: 'kept', parameters: kept, steps: [] })
    await disturb(one, dice)
    one.simulator.faults.clear()
    const clean = await one.task('apply', given)
    const plan = await one.task('plan', given)
    const { tasks, problems } = one.simulator
    const [task] = tasks
    const wrong = {
      'the clean apply fails': clean.exitCode !== 0,
      'something is left to do': plan.outputs['action'] !== 'none',
      'not one task': tasks.length !== 1,
      'not disabled': task?.traits.disabled !== true,
      'the secret is lost': fieldIn(task, 'token', 'defaultValue') !== SECRET,
      'something unmanaged is lost':
        isOld && (task?.definition['group_id'] !== 'kept' || fieldIn(task, 'unmanaged', 'defaultValue') !== 'kept'),
      'a request against the documents': problems.length > 0,
    }
    return Object.entries(wrong).flatMap(([what, is]) =>
      is ? [`CHAOS_SEED=${seed}, case ${index}: ${what}\n${clean.stdout}`] : [],
    )
  } finally {
    await one.close()
  }
}

describe('Applies in chaos', () => {
  it('end where the definition says, with one task and nothing unmanaged changed', async () => {
    const wrong: string[] = []
    for (let index = 0; index < CASES; index += 1) wrong.push(...(await broken(index)))
    expect(wrong).toEqual([])
  }, 300_000)
})
