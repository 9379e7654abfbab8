import { afterEach, describe, expect, it } from '@jest/globals'
import { findTask } from '../../../../../src/clouds/huawei/codearts-build/definitions/find-task.js'
import { TaskCalls } from '../../../../../src/clouds/huawei/codearts-build/definitions/task-calls.js'
import { fault, type SimulatorOptions } from '../../../../simulator/index.js'
import { JOB_ID, PROJECT_ID } from '../../../../support/ids.js'
import { ServiceBench } from '../../../../support/service-bench.js'

let bench: ServiceBench | undefined

async function service(options: SimulatorOptions = {}): Promise<ServiceBench> {
  bench = await ServiceBench.over(options)
  return bench
}

function find({ service: called, attempts }: ServiceBench, name = 'shop') {
  return findTask({ project: PROJECT_ID, name }, new TaskCalls(called), attempts)
}

/** Tasks whose names hold the searched one. */
function crowd(one: ServiceBench, count: number): void {
  for (let at = 0; at < count; at += 1)
    one.task({ name: `shop-${at}` }, {}, at.toString(16).padStart(32, '0'))
}

afterEach(async () => {
  await bench?.close()
  expect(bench?.simulator.problems).toEqual([])
  bench = undefined
})

describe('The task with a name', () => {
  it.each<readonly [what: string, options: SimulatorOptions]>([
    ['v1, as its sample has it', { jobListV1As: 'jobs' }],
    ['v1, as clients read it', { jobListV1As: 'job_list' }],
    ['v3, which can not search', { offers: { jobs: ['v3'] } }],
  ])('is found exactly, over all pages, in the list of %s', async (_what, options) => {
    const one = await service(options)
    crowd(one, 220)
    one.task({ name: 'Shop' }, {}, 'e'.repeat(32))
    one.task({ name: 'shop' })
    expect(await find(one)).toBe(JOB_ID)
  })

  it('is none where neither the list nor the service knows it', async () => {
    const one = await service()
    crowd(one, 3)
    one.task({ name: 'shop', deleted: true })
    expect(await find(one)).toBeUndefined()
    expect(one.asked().at(-1)).toBe('GET /v1/job/check/exist')
  })

  it('is none where nothing tells whether the name is taken', async () => {
    expect(await find(await service({ offers: { checkExist: false } }))).toBeUndefined()
  })

  it('is found in the whole list where the search misses it', async () => {
    const one = await service()
    one.task({ name: 'shop' })
    one.simulator.faults.add({
      route: 'jobs',
      call: 1,
      fault: fault.status(200, { total: 0, jobs: [] }),
    })
    expect(await find(one)).toBe(JOB_ID)
  })

  it('is asked for by its id where it is taken and not listed', async () => {
    const one = await service()
    one.task({ name: 'shop', listed: false })
    await expect(find(one)).rejects.toMatchObject({
      code: 'ambiguous',
      hint: expect.stringContaining('job-id'),
    })
  })

  it('is not chosen among several', async () => {
    const one = await service()
    one.task({ name: 'shop' })
    one.task({ name: 'shop' }, {}, 'f'.repeat(32))
    await expect(find(one)).rejects.toThrow(
      `Several build tasks are named "shop": ${JOB_ID}, ${'f'.repeat(32)}.`,
    )
  })

  it('is never one whose id can be none', async () => {
    const one = await service({ offers: { checkExist: false } })
    const jobs = [{ id: '../../v1', job_name: 'shop' }, { job_name: 'shop' }, null]
    one.simulator.faults.add({
      route: 'jobs',
      call: 'every',
      fault: fault.status(200, { total: 3, jobs }),
    })
    expect(await find(one)).toBeUndefined()
  })

  it('is looked for on no page twice where the service ignores their number', async () => {
    const one = await service({ offers: { checkExist: false } })
    const jobs = Array.from({ length: 100 }, (_, at) => ({
      id: at.toString(16).padStart(32, '0'),
      job_name: 'x',
    }))
    one.simulator.faults.add({ route: 'jobs', call: 'every', fault: fault.status(200, { jobs }) })
    expect(await find(one)).toBeUndefined()
    expect(one.asked()).toHaveLength(3)
  })
})
