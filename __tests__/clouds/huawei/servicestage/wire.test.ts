import { describe, expect, it } from '@jest/globals'
import { releaseEndpoint } from '../../../../src/clouds/huawei/servicestage/service-endpoint.js'
import { taskStatus, waitsFor } from '../../../../src/clouds/huawei/servicestage/waits-for.js'
import {
  exactJson,
  isLive,
  meaningOf,
  readActionAnswer,
  readListedTask,
  readRecords,
  type ReleaseTask,
  statusWords,
} from '../../../../src/clouds/huawei/servicestage/wire/index.js'
import { readGroup } from '../../../inputs/one-group.js'

describe('The status of a release', () => {
  it.each([
    ['1', 'live'],
    ['2', 'succeeded'],
    ['3', 'failed'],
    ['4', 'live'],
    ['5', 'approval'],
    ['6', 'unknown'],
    ['7', 'paused'],
    ['8', 'unknown'],
    ['9', 'unknown'],
    ['10', 'live'],
    ['11', 'rolled-back'],
    ['12', 'failed'],
    ['13', 'live'],
    ['14', 'live'],
    ['02', 'unknown'],
    ['SUCCESS', 'unknown'],
    ['', 'unknown'],
  ])('%s means %s', (code, meaning) => {
    expect(meaningOf(code)).toBe(meaning)
    expect(isLive(code)).toBe(['live', 'approval', 'paused'].includes(meaning))
  })

  it('is told with its words, and as what it is where no document has any', () => {
    expect(statusWords('4')).toBe('4: releasing')
    expect(statusWords('8')).toBe('8: not documented')
  })

  it.each([
    [undefined, 'not-started'],
    ['1', 'not-started'],
    ['2', 'succeeded'],
    ['3', 'failed'],
    ['12', 'failed'],
    ['4', 'running'],
    ['5', '5: awaiting approval'],
    ['7', '7: paused'],
    ['9', 'skipped'],
    ['11', '11: rolled back'],
    ['8', '8: not documented'],
  ])('%s of a task is the step %s', (status, step) => {
    expect(taskStatus(status)).toBe(step)
  })
})

describe('What a release waits for', () => {
  const task = (more: Partial<ReleaseTask>): ReleaseTask => ({
    stage: '',
    name: '',
    approvers: [],
    ...more,
  })

  it.each<[string, readonly ReleaseTask[], string]>([
    [
      '5',
      [],
      'It waits for an approval: approve or refuse it in the ServiceStage console, Release Management, or run this action with action: approval; the page of the task there shows which stage, and whose.',
    ],
    [
      '5',
      [task({ status: '5', stage: 'prod', name: 'gate', approvers: ['ann', 'bob'] })],
      'It waits for the approval of ann or bob at stage "prod", task "gate": ',
    ],
    [
      '5',
      [
        task({ status: '5', stage: 'a' }),
        task({ status: '4', stage: 'x' }),
        task({ status: '5', name: 'b' }),
      ],
      'It waits for an approval at stage "a" and task "b": ',
    ],
    [
      '7',
      [task({ status: '7', stage: 'prod', name: 'pause' })],
      'It is paused at stage "prod", task "pause": continue it in the',
    ],
    [
      '7',
      [],
      'It is paused: continue it in the ServiceStage console, Release Management, or run this action with action: continue.',
    ],
  ])('at %s with %j is told', (status, tasks, said) => {
    expect(waitsFor(status, tasks)).toContain(said)
  })

  it('names each person once, and ten at most', () => {
    const people = Array.from({ length: 30 }, (_, at) => `p${at % 15}`)
    const said = waitsFor('5', [task({ status: '5', stage: 's', approvers: people })])
    expect(said).toContain('the approval of p0 or p1 ')
    expect(said).toContain('or p9 at')
  })
})

describe('Answers of ServiceStage', () => {
  it.each([
    ['{"id":286541,"status":4}', { id: '286541', status: '4' }],
    ['{"id":"e-7"}', { id: 'e-7' }],
    ['{"id":90071992547409931234}', { id: '90071992547409931234' }],
  ])('to an action name the execution: %s', (text, expected) => {
    expect(readActionAnswer('POST action', exactJson(text))).toEqual(expected)
  })

  it.each(['{}', '[]', '7', '{"id":""}', '{"id":null}'])('to an action are none: %s', (text) => {
    expect(() => readActionAnswer('POST action', exactJson(text))).toThrow('id')
  })

  it('keep every digit of a number, and leave texts and fractions alone', () => {
    const text =
      '{"a":1234567890123456789,"b":"1234567890123456789","c":"\\"12345678901234567","d":0.1234567890123456789,"e":-1234567890123456789,"f":1e20}'
    expect(exactJson(text)).toEqual({
      a: '1234567890123456789',
      b: '1234567890123456789',
      c: '"12345678901234567',
      d: 0.1234567890123456789,
      e: '-1234567890123456789',
      f: 1e20,
    })
  })

  it('of the records have executions with all that they tell', () => {
    const record = {
      execution_id: 7,
      status: 3,
      trigger: 'manual',
      trigger_at: '2026-09-10T11:00:00Z',
      finished_at: '2026-09-10T11:05:00Z',
      fail_message: 'no space',
      stages: [
        {
          stage_name: 'prod',
          tasks: [
            {
              task_name: 'gate',
              status: 5,
              approvers: ['ann', '', { user_name: 'bob' }, [['x']], 7],
            },
            { id: 't2', approver: 'cy', approval_users: { name: 'di' } },
            'nonsense',
          ],
        },
        { name: 'empty', tasks: 'none' },
      ],
      pipeline_declaration: { stages: [{ id: 's9', tasks: [{ name: 'late' }] }] },
    }
    expect(readRecords({ count: 1, records: [record] })).toEqual({
      partial: false,
      executions: [
        {
          id: '7',
          status: '3',
          trigger: 'manual',
          startedAt: new Date('2026-09-10T11:00:00Z'),
          finishedAt: new Date('2026-09-10T11:05:00Z'),
          reason: 'no space',
          tasks: [
            { stage: 'prod', name: 'gate', status: '5', approvers: ['ann', 'bob'] },
            { stage: 'prod', name: 't2', approvers: ['cy', 'di'] },
            { stage: 's9', name: 'late', approvers: [] },
          ],
        },
      ],
    })
  })

  it('of the records may be a bare list, of more than is shown, and hold nonsense', () => {
    expect(readRecords([null, { status: 2 }, { id: 'e1', error_msg: 'bad', trigger: '' }])).toEqual(
      {
        partial: false,
        executions: [{ id: 'e1', reason: 'bad', tasks: [] }],
      },
    )
    expect(readRecords({ count: 9, records: [{ id: 1 }] })).toMatchObject({ partial: true })
    expect(readRecords({ count: 'many', records: [] })).toMatchObject({ partial: false })
    for (const value of [undefined, 'x', {}, { records: {} }])
      expect(readRecords(value)).toBeUndefined()
  })

  it('of the list have the entry of the task', () => {
    const entry = { id: 'p', status: 4, last_trigger_at: 1_789_038_000_000 }
    expect(readListedTask('GET', [{ id: 'q' }, entry], 'p')).toEqual({
      status: '4',
      lastTriggerAt: '1789038000000',
    })
    expect(readListedTask('GET', { pipelines: [{ id: 'p' }] }, 'p')).toEqual({})
    expect(readListedTask('GET', { pipelines: [] }, 'p')).toBeUndefined()
    expect(() => readListedTask('GET', 'none', 'p')).toThrow('pipelines')
  })
})

describe('The address of ServiceStage', () => {
  it.each([
    ['cn-north-4', 'https://servicestage.cn-north-4.myhuaweicloud.com/'],
    ['af-south-1', 'https://servicestage.af-south-1.myhuaweicloud.com/'],
  ])('of %s is known', (region, href) => {
    expect(readGroup(releaseEndpoint, { region }).value).toHaveProperty('href', href)
  })

  it('of another region must be given', () => {
    expect(readGroup(releaseEndpoint, { region: 'xx-none-1' }).problems).toHaveLength(1)
    const endpoint = 'https://ss.example.com'
    expect(readGroup(releaseEndpoint, { region: 'xx-none-1', endpoint }).problems).toEqual([])
  })
})
