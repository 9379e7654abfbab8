import { describe, expect, it } from '@jest/globals'
import { CREDENTIALS, fault } from '../simulator/index.js'
import {
  type ReleasePlan,
  type ReleaseSimulator,
  type ReleaseSimulatorOptions,
  startReleaseSimulator,
} from '../simulator/servicestage/index.js'
import type { ActionProcess, ActionResult } from '../support/action-process.js'
import { BundledAction } from '../support/bundled-action.js'
import { closedAfterEach } from '../support/closing.js'
import { PIPELINE_ID as PIPELINE } from '../support/ids.js'

const PROJECT = '0123456789abcdef0123456789abcdef'

const kept = closedAfterEach<BundledAction<ReleaseSimulator>>()
let bundle: BundledAction<ReleaseSimulator>
let simulator: ReleaseSimulator

async function against(
  plans: readonly ReleasePlan[] = [],
  options: ReleaseSimulatorOptions = {},
): Promise<void> {
  simulator = await startReleaseSimulator(options)
  simulator.pipeline(PIPELINE).next(...plans)
  const inputs = {
    endpoint: simulator.url,
    'project-id': PROJECT,
    'pipeline-id': PIPELINE,
    'access-key-id': CREDENTIALS.accessKeyId,
    'secret-access-key': CREDENTIALS.secretAccessKey,
    'poll-interval-seconds': '0.2',
  }
  bundle = kept(new BundledAction(simulator, { action: 'release', inputs }))
}

type Inputs = Readonly<Record<string, string>>

const start = (inputs: Inputs = {}): ActionProcess => bundle.start({ inputs })
const main = (inputs: Inputs = {}): Promise<ActionResult> => bundle.main({ inputs })
const post = (from: ActionResult, inputs: Inputs = {}): Promise<ActionResult> =>
  bundle.post(from, { inputs })
const arrived = async (action: string): Promise<void> => {
  while (!simulator.actions.includes(action)) await new Promise((r) => setTimeout(r, 5))
}
const newest = () => simulator.pipeline(PIPELINE).newest
const statusNow = (): number | undefined => newest()?.statusAt(Date.now())

/** Goes on when it is told to: a busy machine's first look may come late. */
const releasing: ReleasePlan = { legs: [{ status: 4 }, { status: 2 }] }
const good: ReleasePlan = { legs: [{ status: 4, lastsMs: 300 }, { status: 2 }] }
const long: ReleasePlan = { legs: [{ status: 4, lastsMs: 60_000 }, { status: 2 }] }
const ending = (status: number): ReleasePlan => ({ legs: [{ status: 4, lastsMs: 100 }, { status }] })
const waiting = (status: 5 | 7): ReleasePlan => ({
  legs: [{ status: 4, lastsMs: 100 }, { status }, { status: 4, lastsMs: 200 }, { status: 2 }],
})

describe('A release that is started', () => {
  it('is followed to its end', async () => {
    await against([releasing])
    const running = start()
    await running.waitFor(/Status 4/)
    newest()?.proceed(Date.now())
    const result = await running.done
    expect(result).toMatchObject({
      exitCode: 0,
      outputs: { 'execution-id': '286541', status: 'succeeded', 'status-code': '2' },
    })
    expect(simulator.actions).toEqual(['start'])
    expect(simulator.problems).toEqual([])
    expect(result.stdout).toContain('Started release #286541')
    expect(result.stdout).toMatch(/Status 4: releasing \(after \d/)
    expect(result.summary).toContain('Release #286541')
    expect(await post(result)).toMatchObject({ exitCode: 0, stdout: '' })
  })

  it.each([
    [3, 'failed'],
    [12, 'failed'],
    [11, 'failed'],
  ])('is red at status %i', async (code, status) => {
    await against([ending(code)])
    const outputs = { status, 'status-code': String(code) }
    expect(await main()).toMatchObject({ exitCode: 1, outputs })
  })

  it('sends the selected tasks as they are written', async () => {
    await against([good, good])
    await main({ 'selected-tasks': 'prod: [no, 1e10, "007"]\ntest:\n  - deploy' })
    const { body = '' } = simulator.requests.find(({ route }) => route === 'start') ?? {}
    expect(JSON.parse(body)).toEqual({
      selected_tasks: [
        { stage_name: 'prod', tasks: ['no', '1e10', '007'] },
        { stage_name: 'test', tasks: ['deploy'] },
      ],
    })
    expect(await main({ 'selected-tasks': '{"prod": ["a"]}' })).toMatchObject({ exitCode: 0 })
    expect(simulator.problems).toEqual([])
  })

  it('keeps the digits of an id that no double holds', async () => {
    await against([good], { firstId: 90_071_992_547_409_931_234n })
    const outputs = { 'execution-id': '90071992547409931234', status: 'succeeded' }
    expect(await main()).toMatchObject({ exitCode: 0, outputs })
  })

  it('is done where nobody waits', async () => {
    await against([long])
    const result = await main({ wait: 'false' })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'done' } })
    expect(await post(result)).toMatchObject({ exitCode: 0, stdout: '' })
    expect(simulator.actions).toEqual(['start'])
  })

  it('is followed by the list where records are not offered', async () => {
    await against([good], { offers: ['list'], listAs: 'object' })
    expect(await main()).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
    expect(simulator.problems).toEqual([])
  })

  it('is followed by the list where records tell no status', async () => {
    await against([good], { recordsWithoutStatus: true })
    const result = await main()
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
    expect(result.stdout).toContain('show no status')
  })
})

describe('A release that waits for a person', () => {
  it('is left where on-waiting is leave, and approved by a later step', async () => {
    await against([waiting(5)])
    const left = await main({ 'on-waiting': 'leave' })
    expect(left).toMatchObject({ exitCode: 0, outputs: { status: 'waiting', 'status-code': '5' } })
    expect(await post(left)).toMatchObject({ exitCode: 0, stdout: '' })
    const approval = { action: 'approval', 'task-name': 'go', 'approval-type': 'agree' }
    const given = await main({ ...approval, message: 'Tested.' })
    expect(given).toMatchObject({ exitCode: 0, outputs: { status: 'done' } })
    const { body = '' } = simulator.requests.find(({ route }) => route === 'approval') ?? {}
    expect(JSON.parse(body)).toEqual({
      task_name: 'go',
      approval_type: 'agree',
      message: 'Tested.',
    })
    expect(simulator.problems).toEqual([])
  })

  it('is waited for by default, and says what to do', async () => {
    const stages = [
      { stage_name: 'prod', tasks: [{ task_name: 'gate', status: 5, approvers: ['ops'] }] },
    ]
    await against([{ ...waiting(5), stages: () => stages }])
    const running = start()
    await running.waitFor(/It waits for the approval of ops at stage "prod", task "gate"/)
    newest()?.proceed(Date.now())
    expect(await running.done).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
  })
})

describe('The other actions', () => {
  it('roll a release back, for which 11 is good', async () => {
    await against([], { lagMs: 300 })
    simulator.pipeline(PIPELINE).start({ legs: [{ status: 2 }] })
    await new Promise((r) => setTimeout(r, 400))
    const result = await main({ action: 'rollback' })
    expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'succeeded' } })
    expect(result.outputs['status-code']).toBe('11')
  })

  it('retry a failed one, whose old status counts no more', async () => {
    await against([], { lagMs: 300 })
    simulator.pipeline(PIPELINE).start({ legs: [{ status: 3 }] })
    await new Promise((r) => setTimeout(r, 400))
    expect(await main({ action: 'retry' })).toMatchObject({ exitCode: 0 })
    expect(simulator.actions).toEqual(['retry'])
  })

  it('continue a paused one', async () => {
    await against()
    simulator.pipeline(PIPELINE).start({
      legs: [{ status: 7 }, { status: 4, lastsMs: 300 }, { status: 2 }],
    })
    expect(await main({ action: 'continue' })).toMatchObject({ exitCode: 0 })
    expect(simulator.problems).toEqual([])
  })

  it('stop the one that lives, and say so where none does', async () => {
    await against()
    simulator.pipeline(PIPELINE).start(long)
    const stopped = await main({ action: 'stop' })
    expect(stopped).toMatchObject({
      exitCode: 0,
      outputs: { status: 'stopped', 'execution-id': '286541', 'status-code': '3' },
    })
    const again = await main({ action: 'stop' })
    expect(again).toMatchObject({ exitCode: 0, outputs: { status: 'stopped' } })
    expect(again.stdout).toContain('nothing to stop')
    expect(simulator.actions).toEqual(['stop'])
  })

  it('say what the service refuses', async () => {
    await against()
    simulator.pipeline(PIPELINE).start(long)
    const result = await main()
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(result.stdout).toContain('The pipeline is running')
    expect(statusNow()).toBe(4)
  })
})

describe('A cancelled step', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('stops the release after %s', async (signal) => {
    await against([long])
    const running = start()
    await running.waitFor(/Status 4/)
    const sentAt = Date.now()
    running.child.kill(signal)
    const result = await running.done
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'stopped' } })
    expect(result.goneAt - sentAt).toBeLessThan(6_500)
    expect(statusNow()).toBe(3)
    expect(await post(result)).toMatchObject({ exitCode: 0, stdout: '' })
  })

  it('awaits a start in flight and stops its release', async () => {
    await against([long])
    simulator.faults.add({ route: 'start', call: 1, fault: fault.delay('1s') })
    const running = start()
    await arrived('start')
    running.child.kill('SIGINT')
    expect(await running.done).toMatchObject({ exitCode: 1, outputs: { status: 'stopped' } })
    expect(statusNow()).toBe(3)
  })

  it('stops a release that waits for an approval', async () => {
    await against([waiting(5)])
    const running = start()
    await running.waitFor(/Status 5/)
    running.child.kill('SIGINT')
    expect(await running.done).toMatchObject({ exitCode: 1, outputs: { status: 'stopped' } })
    expect(newest()?.stops).toBe(1)
  })

  it('leaves it running where stop-on-cancel is false', async () => {
    await against([long])
    const running = start({ 'stop-on-cancel': 'false' })
    await running.waitFor(/Status 4/)
    running.child.kill('SIGINT')
    const result = await running.done
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'left-running' } })
    expect(await post(result, { 'stop-on-cancel': 'false' })).toMatchObject({ stdout: '' })
    expect(newest()?.stops).toBe(0)
  })

  it('is stopped by post when the main step was killed', async () => {
    await against([long])
    const running = start()
    await running.waitFor(/Status 4/)
    running.child.kill('SIGKILL')
    const cleaned = await post(await running.done)
    expect(cleaned).toMatchObject({ exitCode: 0 })
    expect(cleaned.stdout).toMatch(/release #286541/i)
    expect(statusNow()).toBe(3)
  })

  it('is found and stopped by post when killed with the start in flight', async () => {
    await against([long])
    simulator.pipeline(PIPELINE).start({ legs: [{ status: 2 }] })
    simulator.faults.add({ route: 'start', call: 1, fault: fault.stall('after-acting') })
    const running = start()
    await arrived('start')
    running.child.kill('SIGKILL')
    expect(await post(await running.done)).toMatchObject({ exitCode: 0 })
    expect(newest()).toMatchObject({ id: '286542', stops: 1 })
  })

  it('touches no release of somebody else in post', async () => {
    await against([releasing])
    const running = start()
    await running.waitFor(/Status 4/)
    running.child.kill('SIGKILL')
    const killed = await running.done
    newest()?.proceed(Date.now())
    simulator.pipeline(PIPELINE).start(long)
    expect(await post(killed)).toMatchObject({ exitCode: 0 })
    expect(simulator.actions).toEqual(['start'])
    expect(statusNow()).toBe(4)
  })
})

describe('A lost answer', () => {
  it('leads to the one new release', async () => {
    await against([good])
    simulator.pipeline(PIPELINE).start({ legs: [{ status: 3 }] })
    simulator.faults.add({ route: 'start', call: 1, fault: fault.reset('after-acting') })
    const result = await main()
    expect(result).toMatchObject({ exitCode: 0, outputs: { 'execution-id': '286542' } })
    expect(simulator.actions).toEqual(['start'])
  })

  it('leads to the last one known before, where a retry changed its status', async () => {
    await against()
    simulator.pipeline(PIPELINE).start({ legs: [{ status: 3 }] })
    simulator.faults.add({ route: 'retry', call: 1, fault: fault.reset('after-acting') })
    const result = await main({ action: 'retry' })
    expect(result).toMatchObject({ exitCode: 0, outputs: { 'execution-id': '286541' } })
    expect(simulator.actions).toEqual(['retry'])
  })

  it('of an approval is lost, and never repeated', async () => {
    await against([waiting(5)])
    await main({ 'on-waiting': 'leave' })
    simulator.faults.add({ route: 'approval', call: 1, fault: fault.status(500) })
    const approval = { action: 'approval', 'task-name': 'go', 'approval-type': 'agree' }
    const result = await main(approval)
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'lost' } })
    expect(simulator.actions).toEqual(['start', 'approval'])
  })

  it('is told from a start that surely did not arrive, which is repeated', async () => {
    await against([good])
    simulator.faults.add({ route: 'start', call: 1, fault: fault.throttled() })
    expect(await main()).toMatchObject({ exitCode: 0 })
    expect(simulator.actions).toEqual(['start', 'start'])
    expect(simulator.pipeline(PIPELINE).executions).toHaveLength(1)
  })
})

describe('Bad inputs', () => {
  it('are told all at once, and nothing is sent', async () => {
    await against()
    const result = await main({
      'pipeline-id': 'a/b',
      'project-id': '',
      action: 'stop',
      'selected-tasks': 'a: [b]',
      'on-waiting': 'leave',
      message: 'x',
    })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(result.stdout.match(/^::error::/gm)).toHaveLength(5)
    expect(simulator.requests).toEqual([])
  })

  it.each([
    ['prod: []', 'has an empty list'],
    ['{}', 'names no stage'],
    ['prod', 'of the form'],
    ['prod: deploy', 'of the form'],
    ['prod: [a: b]', 'of the form'],
    ['prod: [a', "can't be read"],
    ['prod: [a]\nprod: [b]', "can't be read"],
  ])('name the rule of selected-tasks: %s', async (text, rule) => {
    await against()
    const result = await main({ 'selected-tasks': text })
    expect(result).toMatchObject({ exitCode: 1, outputs: { status: 'not-started' } })
    expect(result.stdout).toContain(rule)
    expect(simulator.requests).toEqual([])
  })

  it('of an approval name what it needs', async () => {
    await against()
    const { stdout } = await main({ action: 'approval', 'approval-type': 'yes' })
    expect(stdout).toContain('Input task-name is empty')
    expect(stdout).toContain('agree or refuse')
  })
})
