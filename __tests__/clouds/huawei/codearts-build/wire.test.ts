import { describe, expect, it } from '@jest/globals'
import fc from '../../../support/fast-check.js'
import { ActionError } from '../../../../src/core/errors.js'
import { readArtifacts } from '../../../../src/clouds/huawei/codearts-build/wire/artifacts.js'
import { shapeOf } from '../../../../src/clouds/huawei/gateway/guards.js'
import {
  readHistory,
  readRecordList,
} from '../../../../src/clouds/huawei/codearts-build/wire/history.js'
import {
  readHistoryDetails,
  readHistoryParameters,
} from '../../../../src/clouds/huawei/codearts-build/wire/history-details.js'
import {
  readLogPageV1,
  readLogPageV3,
} from '../../../../src/clouds/huawei/codearts-build/wire/log-page.js'
import { readRecordInfo } from '../../../../src/clouds/huawei/codearts-build/wire/record-info.js'
import { readJobList } from '../../../../src/clouds/huawei/codearts-build/wire/job-list.js'

const RECORD_ID = '9d6169b9-022d-458c-9dc8-48cc94cc4083'

function faultOf(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error
  }
}

function lacksStatus(value: unknown): boolean {
  return typeof value !== 'object' || value === null || !('status' in value)
}

describe('readRecordInfo', () => {
  const snake = {
    id: 'eb9d73c7-61b3-4823-b476-a7c00c493b8a',
    build_record_id: RECORD_ID,
    build_no: '532',
    daily_build_num: '20221011.29',
    status: 'SUCCESS',
    commit: null,
    create_time: '2022-10-11T08:28:42.000+00:00',
    start_time: '2022-10-11T08:28:47.000+0000',
    finish_time: '2022-10-11T16:30:27+08:00',
    duration: 100_068,
    err_msg: null,
  }

  it('reads snake_case, numbers as text and every form of a time', () => {
    expect(readRecordInfo('c', { status: 'success', result: snake })).toEqual({
      status: 'SUCCESS',
      finished: true,
      recordId: RECORD_ID,
      buildNumber: 532,
      dailyNumber: '20221011.29',
      createdAt: new Date('2022-10-11T08:28:42Z'),
      startedAt: new Date('2022-10-11T08:28:47Z'),
      finishedAt: new Date('2022-10-11T08:30:27Z'),
      durationMs: 100_068,
    })
  })

  it('reads camelCase the same', () => {
    const camel = Object.fromEntries(
      Object.entries(snake).map(([key, value]) => [
        key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
        value,
      ]),
    )
    expect(readRecordInfo('c', { result: camel })).toEqual(readRecordInfo('c', { result: snake }))
  })

  it('reads daily_build_number where daily_build_num is missing', () => {
    const record = readRecordInfo('c', { result: { status: 'X', daily_build_number: '2026.1' } })
    expect(record.dailyNumber).toBe('2026.1')
  })

  it('does not take a record id that could leave its place in a path', () => {
    const record = readRecordInfo('c', { result: { status: 'X', build_record_id: '..' } })
    expect(record.recordId).toBeUndefined()
  })

  it('does not read a time without an offset', () => {
    const result = { status: 'X', start_time: '2022-10-11T08:28:47', finish_time: 'soon' }
    expect(readRecordInfo('c', { result })).toEqual({ status: 'X', finished: true })
  })

  it.each([[{}], [{ result: null }], [{ result: {} }], [{ result: { status: '' } }], [7]])(
    'names what %j lacks, without its values',
    (answer) => {
      const read = (): unknown => readRecordInfo('GET /x', answer)
      expect(read).toThrow(expect.objectContaining({ code: 'bad-answer', transient: true }))
      expect(read).toThrow(/GET \/x.*result/)
    },
  )

  it('throws nothing but ActionError, whatever comes', () => {
    fc.assert(
      fc.property(fc.jsonValue().filter(lacksStatus), (answer) => {
        expect(faultOf(() => readRecordInfo('c', { result: answer }))).toBeInstanceOf(ActionError)
      }),
    )
  })
})

const JOB = 'f9d6c8466d614a9788e9a0acf6c15f46'

describe('readHistory', () => {
  const record = {
    build_number: 55,
    commit_id: '2f37dd49',
    record_id: '20201230.1',
    start_time: '2020-12-30T17:33:11+08:00',
  }
  const entry = {
    buildNumber: 55,
    dailyNumber: '20201230.1',
    commit: '2f37dd49',
    startedAt: new Date('2020-12-30T09:33:11Z'),
  }

  it.each([
    ['an array', [record]],
    ['one object', record],
  ])('reads history_records as %s', (_form, records) => {
    const page = readHistory('c', { total: 1, history_records: records }, JOB)
    expect(page).toEqual({ entries: [entry], size: 1, total: 1 })
  })

  it('leaves out what has no number and counts it still', () => {
    const page = readHistory('c', { total: 3, history_records: [record, {}, null] }, JOB)
    expect(page).toMatchObject({ size: 3, entries: [entry] })
  })

  it('leaves out builds of another task', () => {
    const theirs = { ...record, job_id: '0'.repeat(32) }
    const ours = { ...record, job_id: JOB.toUpperCase() }
    const page = readHistory('c', { total: 2, history_records: [theirs, ours] }, JOB)
    expect(page).toMatchObject({ size: 2, entries: [entry] })
  })

  it('takes null for an empty history only where the total says so', () => {
    expect(readHistory('c', { total: 0, history_records: null }, JOB).entries).toEqual([])
    expect(() => readHistory('c', { history_records: null }, JOB)).toThrow(ActionError)
  })

  it('reads the v1 list with its epoch times', () => {
    const state = { number: 44, start_time: 1_703_554_641_000, commit_id: 'c', state: 'SUCCESS' }
    const answer = { result: { job_build_states: [state], total_record: '1' } }
    expect(readRecordList('c', answer, JOB)).toEqual({
      entries: [
        {
          buildNumber: 44,
          commit: 'c',
          startedAt: new Date(1_703_554_641_000),
          word: 'SUCCESS',
          ended: true,
        },
      ],
      size: 1,
      total: 1,
    })
  })
})

describe('readHistoryDetails', () => {
  it.each([
    ['a map', { a: '1', b: '***' }],
    ['an array of one map', [{ a: '1', b: '***' }]],
    [
      'a list of names and values',
      [
        { name: 'a', value: '1' },
        { name: 'b', value: '***' },
      ],
    ],
  ])('reads parameters as %s', (_form, parameters) => {
    const details = readHistoryDetails('c', { build_steps: [], parameters })
    expect([...(details.parameters ?? [])]).toEqual([
      ['a', '1'],
      ['b', '***'],
    ])
  })

  it('keeps a parameter that is named like a prototype', () => {
    const answer: unknown = JSON.parse('{"parameters":{"__proto__":"x"},"build_steps":[]}')
    expect(readHistoryDetails('c', answer).parameters?.get('__proto__')).toBe('x')
  })

  it('reads steps, and an empty status as not begun', () => {
    const build_steps = [{ name: 'Checkout', status: 'success', build_time: 8366 }, { name: 'x' }]
    expect(readHistoryDetails('c', { build_steps }).steps).toEqual([
      { name: 'Checkout', status: 'success', durationMs: 8366 },
      { name: 'x', status: '' },
    ])
  })

  it('reads the parameters of v1', () => {
    const answer = { result: [{ name: 'codeBranch', value: 'master' }] }
    expect([...readHistoryParameters('c', answer)]).toEqual([['codeBranch', 'master']])
  })
})

describe('A log page', () => {
  it('of v3 and v1 says the same', () => {
    const page = { text: 'x', from: 4, next: 5, more: true }
    const v3 = { content: 'x', current_offset: 4, offset: 5, has_more_data: true }
    const v1 = { log: 'x', start_offset: '4', end_offset: '5', has_more: true }
    expect(readLogPageV3('c', { answer: { result: v3 } })).toEqual(page)
    expect(readLogPageV1('c', { answer: { result: v1 } })).toEqual(page)
  })

  it('without a place to read on is a bad answer', () => {
    const read = (): unknown => readLogPageV3('c', { answer: { result: { content: 'x' } } })
    expect(read).toThrow(/result\.offset/)
  })
})

describe('readArtifacts', () => {
  it('reads packages and images from maps and the single object, each once', () => {
    const one = { name: 'a', version: '1', package_type: 'maven', uri: 'u', type: 't' }
    const result = {
      package_info: one,
      package_infos: { p: one, q: { version: null, type: 'npm' } },
      image_infos: { i: { name: 'img', uri: 'swr/x' } },
    }
    expect(readArtifacts({ result })).toEqual([
      { name: 'a', version: '1', type: 'maven', uri: 'u', kind: 'package' },
      { name: 'q', version: '', type: 'npm', uri: '', kind: 'package' },
      { name: 'img', version: '', type: '', uri: 'swr/x', kind: 'image' },
    ])
  })

  it.each([[{ result: null }], [{ result: { package_infos: 'x', image_infos: [null] } }], ['x']])(
    'finds none in %j',
    (answer) => {
      expect(readArtifacts(answer)).toEqual([])
    },
  )
})

describe('readJobList', () => {
  it('reads a flat list and a wrapped one', () => {
    const jobs = [{ id: 'a', job_name: 'demo', is_execute: true, disabled: 0 }]
    const job = { jobId: 'a', name: 'demo', mayExecute: true, disabled: false }
    expect(readJobList('c', { jobs, total: 1 }).entries).toEqual([job])
    expect(readJobList('c', { result: { jobs, total: '1' } })).toMatchObject({
      entries: [job],
      total: 1,
    })
  })
})

describe('shapeOf', () => {
  it('tells keys and types and no value', () => {
    const shape = shapeOf({ status: 'secret', result: { token: 'secret', list: ['secret'] } })
    expect(shape).toBe('{status: string, result: {token: string, list: [string]}}')
  })
})
