import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createTask } from '../../../../../src/clouds/huawei/codearts-build/definitions/create-task.js'
import { TaskCalls } from '../../../../../src/clouds/huawei/codearts-build/definitions/task-calls.js'
import { type Fault, fault, type SimulatorOptions } from '../../../../simulator/index.js'
import { JOB_ID, PROJECT_ID } from '../../../../support/ids.js'
import { ServiceBench } from '../../../../support/service-bench.js'

const NAME = { project: PROJECT_ID, name: 'shop' }
const OTHER_ID = 'f'.repeat(32)
const BODY = { project_id: PROJECT_ID, job_name: 'shop', arch: 'arm', steps: [] }
const EMPTY_LIST = fault.status(200, { total: 0, jobs: [] })

let bench: ServiceBench

async function service(options: SimulatorOptions = {}): Promise<void> {
  await bench.close()
  bench = await ServiceBench.over(options)
}

const create = (): Promise<string> =>
  createTask(NAME, BODY, new TaskCalls(bench.service), bench.attempts)

function fails(...faults: readonly Fault[]): void {
  for (const [at, one] of faults.entries()) {
    bench.simulator.faults.add({ route: 'task-create', call: at + 1, fault: one })
  }
}

const creations = (): number => bench.writes.length

beforeEach(async () => {
  bench = await ServiceBench.over()
})

afterEach(async () => {
  await bench.close()
  expect(bench.simulator.problems).toEqual([])
})

describe('A task', () => {
  it.each([[['v1', 'v3']], [['v3']]] as const)('is created by %s', async (definitions) => {
    await service({ offers: { definitions } })
    const id = await create()
    expect(bench.simulator.tasks).toMatchObject([
      { id, traits: { name: 'shop', projectId: PROJECT_ID } },
    ])
  })

  it.each<readonly [what: string, lost: Fault]>([
    ['is cut off before it comes', fault.reset('after-acting')],
    ['breaks off', fault.reset('inside-body')],
    ['is half of it', fault.body('truncated')],
    ['is empty', fault.body('empty')],
  ])('is created once when the answer %s: it is looked for by its name', async (_what, lost) => {
    await service({ jobListV1As: 'job_list' })
    fails(lost)
    const id = await create()
    expect(bench.simulator.tasks).toMatchObject([{ id }])
    expect(creations()).toBe(1)
  })

  it('is looked for again while the list lags behind', async () => {
    fails(fault.reset('after-acting'))
    bench.simulator.faults.add({ route: 'jobs', call: [1, 5], fault: EMPTY_LIST })
    const since = bench.clock.now()
    expect(await create()).toBe(bench.simulator.tasks[0]?.id)
    expect(bench.clock.now() - since).toBe(10_000)
    expect(creations()).toBe(1)
  })

  it('is never created again where it does not appear within 20 s', async () => {
    fails(fault.status(503))
    const since = bench.clock.now()
    await expect(create()).rejects.toMatchObject({
      code: 'no-answer',
      delivery: 'unclear',
      message: expect.stringContaining('the creation of "shop" was lost'),
      hint: expect.stringContaining('job-id'),
    })
    expect(bench.clock.now() - since).toBeGreaterThanOrEqual(20_000)
    expect(creations()).toBe(1)
  })

  it('counts the 20 s from the first look that is answered', async () => {
    fails(fault.reset('after-acting'))
    bench.simulator.faults.add({ route: 'jobs', call: [1, 4], fault: fault.status(503) })
    bench.simulator.faults.add({ route: 'jobs', call: [5, 12], fault: EMPTY_LIST })
    expect(await create()).toBe(bench.simulator.tasks[0]?.id)
    expect(creations()).toBe(1)
  })

  it('is looked for after an answer whose id can not be one', async () => {
    fails(fault.status(200, { result: { job_id: '../other' } }))
    await expect(create()).rejects.toMatchObject({ code: 'no-answer' })
    expect(creations()).toBe(1)
  })

  it('is not chosen where two have its name', async () => {
    for (const id of [JOB_ID, OTHER_ID]) bench.task({ name: 'shop' }, {}, id)
    fails(fault.reset('before-acting'))
    await expect(create()).rejects.toMatchObject({
      code: 'ambiguous',
      message: `Several build tasks are named "shop": ${JOB_ID}, ${OTHER_ID}.`,
    })
  })

  it('is created again only where the request surely was not carried out', async () => {
    fails(fault.throttled('0'))
    expect(await create()).toBe(bench.simulator.tasks[0]?.id)
    expect(creations()).toBe(2)
  })

  it.each<readonly [what: string, refusal: Fault]>([
    ['refused', fault.status(400, { error_code: 'CB.00060200', error_msg: 'no' })],
    ['not there', fault.status(422, { error_code: 'CB.00031006', error_msg: 'no such project' })],
  ])('is not looked for, nor created again, where the creation is %s', async (_what, refusal) => {
    fails(refusal)
    await expect(create()).rejects.toMatchObject({ delivery: 'answered' })
    expect(bench.asked()).toHaveLength(1)
  })

  it('is not looked for any longer when the workflow is cancelled', async () => {
    fails(fault.status(503))
    const since = bench.clock.now()
    bench.clock.at(since + 3_000, () => bench.cancel.abort())
    await expect(create()).rejects.toMatchObject({ code: 'no-answer' })
    expect(bench.clock.now() - since).toBeLessThan(5_000)
  })
})
