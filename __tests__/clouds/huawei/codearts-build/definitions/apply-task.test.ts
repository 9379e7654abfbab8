import { afterEach, describe, expect, it } from '@jest/globals'
import {
  type Applied,
  applyTask,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/apply-task.js'
import type { TaskDefinition } from '../../../../../src/clouds/huawei/codearts-build/definitions/index.js'
import { readTaskState } from '../../../../../src/clouds/huawei/codearts-build/definitions/read-task.js'
import { TaskCalls } from '../../../../../src/clouds/huawei/codearts-build/definitions/task-calls.js'
import {
  planTask,
  type TaskPlan,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/task-plan.js'
import { fault, type SimulatorOptions } from '../../../../simulator/index.js'
import { fieldIn, parameter } from '../../../../support/as-code.js'
import { taskOf } from '../../../../support/definitions.js'
import { JOB_ID } from '../../../../support/ids.js'
import { ServiceBench } from '../../../../support/service-bench.js'

const HOOK = 'https://hooks.example.com/abc'
const FILE = taskOf(
  'parameters: {key: {sensitive: true, valueFrom: {env: KEY}}}',
  'steps: [{name: Maven, module: 20043, with: {image: maven4}}]',
  'notifications: {MAIL: [buildJobFail], MESSAGE: [deleteJob]}',
  'disabled: true',
)
const CLICKED = {
  arch: 'x86-64',
  group_id: 'of-the-console',
  parameters: [
    parameter('key', { sensitiveVar: 'true', defaultValue: 'the-old-secret' }),
    parameter('mode'),
  ],
  steps: [
    {
      module_id: 'devcloud2018.codeci_action_20043.action',
      name: 'Maven',
      enable: true,
      properties: { image: 'maven3', addedByService: { deep: ['kept'] } },
    },
  ],
}
const variable = (name: string): string | undefined =>
  name === 'KEY' ? 'the-new-secret' : undefined
const refusal = fault.status(400, { error_code: 'CB.00060200', error_msg: 'no' })

let bench: ServiceBench | undefined

async function service(options: SimulatorOptions = {}): Promise<ServiceBench> {
  bench = await ServiceBench.over(options)
  return bench
}

async function clicked(options: SimulatorOptions = {}): Promise<ServiceBench> {
  const one = await service(options)
  const job = one.task({ name: 'shop' }, CLICKED)
  job.notices.set('MAIL', { events: ['deleteJob'], paramConfig: HOOK })
  return one
}

async function planned(
  one: ServiceBench,
  id: string | undefined,
  definition = FILE,
): Promise<TaskPlan> {
  const scope = { disabled: true, notices: true }
  const now =
    id === undefined
      ? undefined
      : await readTaskState(id, scope, new TaskCalls(one.service), one.attempts, () => undefined)
  const { steps } = definition
  return planTask(now, definition, { prune: false, forceSecrets: false, ...(steps && { steps }) })
}

async function apply(
  one: ServiceBench,
  id: string | undefined,
  definition: TaskDefinition = FILE,
): Promise<Applied> {
  const plan = await planned(one, id, definition)
  return await applyTask(plan, id, definition, variable, new TaskCalls(one.service), one.attempts)
}

afterEach(async () => {
  await bench?.close()
  expect(bench?.simulator.problems).toEqual([])
  bench = undefined
})

const ALL_DONE = [
  'the task',
  'the notifications by MAIL',
  'the notifications by MESSAGE',
  'that it is disabled',
]

describe('An apply', () => {
  it.each([[['v1', 'v3']], [['v3']]] as const)(
    'creates the task first, then the rest, by %s',
    async (definitions) => {
      const one = await service({ offers: { definitions, jobs: [...definitions] } })
      const applied = await apply(one, undefined)
      const [job, ...others] = one.simulator.tasks
      expect(others).toEqual([])
      expect(applied).toEqual({ jobId: job?.id, done: ALL_DONE, left: [] })
      expect(job?.traits).toMatchObject({ name: 'shop', disabled: true })
      expect(fieldIn(job, 'key', 'defaultValue')).toBe('the-new-secret')
      expect(job?.notices.get('MAIL')).toEqual({ events: ['buildJobFail'], paramConfig: null })
      expect(await planned(one, job?.id)).toMatchObject({ action: 'none' })
    },
  )

  it.each([[['v1', 'v3']], [['v3']]] as const)(
    'replaces a task by all that was read of it, by %s',
    async (definitions) => {
      const one = await clicked({ offers: { definitions } })
      expect(await apply(one, JOB_ID)).toEqual({ jobId: JOB_ID, done: ALL_DONE, left: [] })
      const job = one.task({})
      expect(job.id).toBe(JOB_ID)
      expect(one.simulator.tasks[0]?.notices.get('MAIL')).toEqual({
        events: ['buildJobFail'],
        paramConfig: HOOK,
      })
    },
  )

  it('keeps what the file does not name, and echoes no secret', async () => {
    const one = await clicked()
    await apply(one, JOB_ID)
    const [job] = one.simulator.tasks
    expect(job?.definition).toMatchObject({
      group_id: 'of-the-console',
      steps: [{ properties: { image: 'maven4', addedByService: { deep: ['kept'] } } }],
    })
    expect(fieldIn(job, 'mode', 'name')).toBe('mode')
    expect(fieldIn(job, 'key', 'defaultValue')).toBe('the-new-secret')
    expect(await planned(one, JOB_ID)).toMatchObject({ action: 'none' })
  })

  it('writes nothing where nothing differs', async () => {
    const one = await clicked()
    await apply(one, JOB_ID)
    const before = one.writes.length
    expect(await apply(one, JOB_ID)).toEqual({ jobId: JOB_ID, done: [], left: [] })
    expect(one.writes).toHaveLength(before)
  })

  it('enables again', async () => {
    const one = await clicked({ offers: { definitions: ['v3'] } })
    one.task({ disabled: true }, CLICKED)
    expect(await apply(one, JOB_ID, taskOf('disabled: false'))).toMatchObject({
      done: ['that it is enabled'],
    })
    expect(one.simulator.tasks[0]?.traits.disabled).toBe(false)
  })

  it('repeats an update whose answer is lost, because it has the same effect', async () => {
    const one = await clicked()
    one.simulator.faults.add({ route: 'task-update', call: 1, fault: fault.reset('after-acting') })
    expect(await apply(one, JOB_ID)).toMatchObject({ done: ALL_DONE })
    expect(one.writes.slice(0, 2)).toEqual(['POST /v1/job/update', 'POST /v1/job/update'])
  })

  it('takes an empty answer to a write for a yes', async () => {
    const one = await clicked()
    one.simulator.faults.add({ route: 'task-update', call: 1, fault: fault.body('empty') })
    expect(await apply(one, JOB_ID)).toMatchObject({ done: ALL_DONE })
  })
})

describe('An apply that fails', () => {
  it('leaves all of it where the task can not be created', async () => {
    const one = await service()
    one.simulator.faults.add({ route: 'task-create', call: 1, fault: refusal })
    const applied = await apply(one, undefined)
    expect(applied).toMatchObject({ done: [], left: ALL_DONE, error: { code: 'refused' } })
    expect(applied).not.toHaveProperty('jobId')
    expect(one.writes).toHaveLength(1)
  })

  it('ends at the first failure, tells what is done, and goes on from there the next time', async () => {
    const one = await clicked()
    one.simulator.faults.add({ route: 'task-notice-set', call: 2, fault: refusal })
    expect(await apply(one, JOB_ID)).toMatchObject({
      jobId: JOB_ID,
      done: ['the task', 'the notifications by MAIL'],
      left: ['the notifications by MESSAGE', 'that it is disabled'],
      error: { code: 'refused' },
    })
    expect(await apply(one, JOB_ID)).toMatchObject({
      done: ['the notifications by MESSAGE', 'that it is disabled'],
      left: [],
    })
  })

  it('begins no write after a cancel', async () => {
    const one = await clicked()
    const plan = await planned(one, JOB_ID)
    one.cancel.abort()
    const applied = await applyTask(
      plan,
      JOB_ID,
      FILE,
      variable,
      new TaskCalls(one.service),
      one.attempts,
    )
    expect(applied).toMatchObject({
      done: [],
      left: ALL_DONE,
      error: { message: 'The workflow was cancelled.' },
    })
    expect(one.writes).toEqual([])
  })
})

describe('The other writes of a task', () => {
  it.each<readonly [versions: 'v1' | 'v3', writes: readonly string[]]>([
    ['v1', [`DELETE /v1/job/${JOB_ID}/delete`]],
    ['v3', [`DELETE /v1/job/${JOB_ID}/delete`, `POST /v3/jobs/${JOB_ID}/delete`]],
  ])('move it into the recycle bin by %s', async (version, writes) => {
    const one = await clicked({ offers: { definitions: [version] } })
    await new TaskCalls(one.service).delete(JOB_ID, one.signal)
    expect(one.simulator.tasks).toEqual([])
    expect(one.writes).toEqual(writes)
  })

  it('tell for how many days the bin keeps it', async () => {
    const one = await clicked()
    const calls = new TaskCalls(one.service)
    expect(await calls.recycleBinDays(one.signal)).toBe(29)
    one.simulator.faults.add({ route: 'recycle-bin', call: 'every', fault: fault.status(200, []) })
    expect(await calls.recycleBinDays(one.signal)).toBeUndefined()
  })
})
