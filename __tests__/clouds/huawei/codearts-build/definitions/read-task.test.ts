import { afterEach, describe, expect, it } from '@jest/globals'
import {
  type ReadScope,
  readTaskState,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/read-task.js'
import { TaskCalls } from '../../../../../src/clouds/huawei/codearts-build/definitions/task-calls.js'
import type { TaskState } from '../../../../../src/clouds/huawei/codearts-build/definitions/task-state.js'
import { fault, type Offers, type SimulatorOptions } from '../../../../simulator/index.js'
import { parameter } from '../../../../support/as-code.js'
import { JOB_ID, PROJECT_ID } from '../../../../support/ids.js'
import { ServiceBench } from '../../../../support/service-bench.js'

const ALL: ReadScope = { disabled: true, notices: true }
const NOTHING: ReadScope = { disabled: false, notices: false }
const DETAILS = { result: { job_name: 'shop', project_id: PROJECT_ID } }

let bench: ServiceBench | undefined
const masked: string[] = []

async function service(options: SimulatorOptions = {}): Promise<ServiceBench> {
  bench = await ServiceBench.over(options)
  masked.length = 0
  bench.task({ name: 'shop' }, { arch: 'arm', steps: [{ module_id: 'm', name: 'A' }] })
  return bench
}

function read(
  { service: called, attempts }: ServiceBench,
  scope: ReadScope,
  id = JOB_ID,
): Promise<TaskState> {
  return readTaskState(
    id,
    scope,
    new TaskCalls(called),
    attempts,
    (value) => void masked.push(value),
  )
}

function answers(one: ServiceBench, route: string, body: unknown): void {
  one.simulator.faults.add({ route, call: 'every', fault: fault.status(200, body) })
}

afterEach(async () => {
  await bench?.close()
  expect(bench?.simulator.problems).toEqual([])
  bench = undefined
})

describe('The state of a task', () => {
  it.each<readonly [version: string, definitions: Offers['definitions'], path: string]>([
    ['v1', ['v1', 'v3'], `/v1/job/${JOB_ID}/config`],
    ['v3', ['v3'], `/v3/jobs/${JOB_ID}/query`],
  ])('has its details with all parameters, by %s', async (_version, definitions = [], path) => {
    const one = await service({ offers: { definitions } })
    const state = await read(one, NOTHING)
    expect(state.config).toMatchObject({ job_name: 'shop', arch: 'arm', steps: [{ name: 'A' }] })
    expect(state).toEqual({ config: state.config, withheld: new Set() })
    const last = one.simulator.requests.at(-1)
    expect(last).toMatchObject({ path, query: { get_all_params: 'true' } })
  })

  it('holds no value of a sensitive parameter, which is masked unless it is none', async () => {
    const one = await service()
    const secret = (name: string, defaultValue: string) =>
      parameter(name, { sensitiveVar: 'true', defaultValue })
    const values = ['what-came-back', '******', '<encrypted>', 'short', '']
    const parameters = values.map((value, at) => secret(`p${at}`, value))
    answers(one, 'task-details', { result: { ...DETAILS.result, parameters } })
    const state = await read(one, NOTHING)
    expect(masked).toEqual(['what-came-back'])
    expect([...state.withheld]).toEqual(['p0', 'p1', 'p2', 'p3', 'p4'])
    for (const value of values.slice(0, 4))
      expect(JSON.stringify(state.config)).not.toContain(value)
  })

  it('is an error for an id that is not there, which names it', async () => {
    await expect(read(await service(), ALL, 'e'.repeat(32))).rejects.toMatchObject({
      code: 'not-found',
      transient: false,
      message: expect.stringContaining(`There is no build task with the id ${'e'.repeat(32)}.`),
    })
  })

  it('keeps another error as it is', async () => {
    const one = await service()
    one.simulator.faults.add({
      route: 'task-details',
      call: 'every',
      fault: fault.status(400, { error_code: 'X', error_msg: 'no' }),
    })
    await expect(read(one, ALL)).rejects.toMatchObject({
      code: 'refused',
      message: expect.not.stringContaining('There is no'),
    })
  })

  it('is read again while the service is in trouble, and told of', async () => {
    const one = await service()
    one.simulator.faults.add({ route: 'task-details', call: [1, 3], fault: fault.status(503) })
    expect((await read(one, NOTHING)).config).toMatchObject({ job_name: 'shop' })
    expect(one.warned).toHaveLength(1)
  })

  it.each([{}, [], { result: {} }, { result: { job_name: '' } }])(
    'is no answer without a name: %j',
    async (body) => {
      const one = await service()
      answers(one, 'task-details', body)
      await expect(read(one, NOTHING)).rejects.toMatchObject({ code: 'bad-answer' })
    },
  )
})

describe('Whether a task is disabled', () => {
  it.each<readonly [by: string, offers: Offers, last: string]>([
    ['info', {}, `GET /v1/job/${JOB_ID}/info`],
    ['check/disable', { jobInfo: false }, `GET /v1/job/${JOB_ID}/check/disable`],
    ['the v3 list', { jobInfo: false, checkDisable: false }, `GET /v3/${PROJECT_ID}/jobs`],
  ])('is told by %s', async (_by, offers, last) => {
    const one = await service({ offers })
    for (const disabled of [true, false]) {
      one.task({ disabled })
      expect((await read(one, { disabled: true, notices: false })).disabled).toBe(disabled)
      expect(one.asked().at(-1)).toBe(last)
    }
  })

  it('is asked of the next call where info does not tell', async () => {
    const one = await service()
    one.task({ disabled: true })
    answers(one, 'job-info', { result: { job_name: 'shop' } })
    expect((await read(one, ALL)).disabled).toBe(true)
  })

  it('is so where the check has a result without the flag', async () => {
    const one = await service({ offers: { jobInfo: false } })
    answers(one, 'check-disable', { result: { job_name: 'shop' } })
    expect((await read(one, ALL)).disabled).toBe(true)
    one.simulator.faults.clear()
    answers(one, 'check-disable', [])
    expect((await read(one, ALL)).disabled).toBe(false)
  })

  it('is not known where no call is published that tells, and none is made for a project that is not known', async () => {
    const one = await service({ offers: { jobInfo: false, checkDisable: false, jobs: ['v1'] } })
    expect(await read(one, ALL)).not.toHaveProperty('disabled')
    answers(one, 'task-details', { result: { job_name: 'shop', project_id: null } })
    expect(await read(one, { disabled: true, notices: false })).not.toHaveProperty('disabled')
    expect(one.asked().at(-1)).toBe(`GET /v1/job/${JOB_ID}/check/disable`)
  })

  it('is not hidden by trouble', async () => {
    const one = await service()
    one.simulator.faults.add({
      route: 'job-info',
      call: 'every',
      fault: fault.status(400, { error_code: 'X', error_msg: 'no' }),
    })
    await expect(read(one, ALL)).rejects.toMatchObject({ code: 'refused' })
  })
})

describe('The notifications of a task', () => {
  it.each<readonly [string, Offers['definitions']]>([
    ['v1', ['v1', 'v3']],
    ['v3', ['v3']],
  ])('are read by %s, with the addresses of their hooks', async (_version, definitions = []) => {
    const one = await service({ offers: { definitions } })
    const job = one.task({})
    job.notices.set('MAIL', { events: ['deleteJob', 'buildJobFail'], paramConfig: 'https://hook' })
    job.notices.set('MESSAGE', { events: [], paramConfig: null })
    expect([...((await read(one, ALL)).notices ?? [])]).toEqual([
      ['MAIL', { events: ['buildJobFail', 'deleteJob'], paramConfig: 'https://hook' }],
      ['MESSAGE', { events: [] }],
    ])
  })

  it('are understood in the other forms of the samples', async () => {
    const one = await service()
    const result = [
      {
        notice_type: 'mail',
        enable_map: { deleteJob: 'true', buildJobFail: false },
        param_config: { url: 'u' },
      },
      { notice_type: 'FEISHU' },
      { enable_map: {} },
      'x',
    ]
    answers(one, 'task-notice', { result })
    expect([...((await read(one, ALL)).notices ?? [])]).toEqual([
      ['MAIL', { events: ['deleteJob'], paramConfig: '{"url":"u"}' }],
      ['FEISHU', { events: [] }],
    ])
  })

  it.each([{}, [], { result: 'x' }])('are no answer without their list: %j', async (body) => {
    const one = await service()
    answers(one, 'task-notice', body)
    await expect(read(one, ALL)).rejects.toMatchObject({ code: 'bad-answer' })
  })

  it('are not asked for where nobody manages them', async () => {
    const one = await service()
    await read(one, NOTHING)
    expect(one.asked()).toHaveLength(1)
  })
})
