import { describe, expect, it } from '@jest/globals'
import {
  beganAfter,
  isNewer,
  knownBeforeOf,
  newest,
  readBefore,
} from '../../../../src/clouds/huawei/servicestage/known-before.js'
import type { Execution } from '../../../../src/clouds/huawei/servicestage/wire/index.js'
import { NEVER, releaseCalls, UNPUBLISHED } from './release-bench.js'
import { PIPELINE_ID as PIPELINE } from '../../../support/ids.js'

const at = (minute: number): Date => new Date(Date.UTC(2026, 8, 10, 11, minute))
const execution = (id: string, minute?: number): Execution => ({
  id,
  tasks: [],
  ...(minute !== undefined && { startedAt: at(minute) }),
})

describe('What is known of a release task before an action', () => {
  it('is its executions, the newest first, whatever their order and length', async () => {
    const records =
      '[{"id":9,"status":2},{"id":"10","status":3},{"id":90071992547409930,"status":4}]'
    const { api, debug, calls } = releaseCalls({ records })
    expect(await readBefore(api, { debug }, NEVER)).toEqual({
      ids: ['90071992547409930', '10', '9'],
      last: { id: '90071992547409930', status: '4' },
    })
    expect(calls()).toEqual(['records'])
  })

  it('is nothing of a task that was never executed', async () => {
    const { api, debug } = releaseCalls({ records: { count: 0, records: [] } })
    expect(await readBefore(api, { debug }, NEVER)).toEqual({ ids: [] })
  })

  it("is the task's own entry as well, where the records tell no status", async () => {
    const { api, debug } = releaseCalls({
      records: [{ id: 7 }],
      list: [{ id: PIPELINE, status: 4, last_trigger_at: 'then' }],
    })
    expect(await readBefore(api, { debug }, NEVER)).toEqual({
      ids: ['7'],
      last: { id: '7' },
      listed: { status: '4', lastTriggerAt: 'then' },
    })
  })

  it('is the list alone where the records are not offered', async () => {
    const { api, debug, lines } = releaseCalls({
      records: UNPUBLISHED,
      list: { pipelines: [{ id: 'other' }, { id: PIPELINE, status: 2 }] },
    })
    expect(await readBefore(api, { debug }, NEVER)).toEqual({ listed: { status: '2' } })
    expect(lines.join()).toContain('the list of release tasks is read instead')
  })

  it('is the list alone where the records come in a form that nobody knows', async () => {
    const { api, debug } = releaseCalls({ records: { pages: [] }, list: [] })
    expect(await readBefore(api, { debug }, NEVER)).toEqual({})
  })

  it('is an error where nothing can be read, because no action could be followed then', async () => {
    for (const answers of [{ records: { status: 503, body: '' } }, { records: UNPUBLISHED }]) {
      const { api, debug } = releaseCalls(answers)
      await expect(readBefore(api, { debug }, NEVER)).rejects.toMatchObject({
        code: 'service-error',
      })
    }
  })

  it('is 200 executions at most', async () => {
    const records = Array.from({ length: 300 }, (_, id) => ({ id, status: 2 }))
    const { api, debug } = releaseCalls({ records })
    const { ids } = await readBefore(api, { debug }, NEVER)
    expect([ids?.length, ids?.[0]]).toEqual([200, '299'])
  })
})

describe('An execution', () => {
  it.each<[string, Execution, Execution, boolean]>([
    ['of a higher number', execution('10'), execution('9'), true],
    ['of a lower number', execution('9', 5), execution('10', 1), false],
    ['of the same number', execution('9'), execution('9'), false],
    ['of a later time', execution('b', 2), execution('a', 1), true],
    ['of an earlier time', execution('b', 1), execution('a', 2), false],
    ['without times', execution('b'), execution('a', 1), false],
    ['beside one without times', execution('b', 1), execution('a'), false],
  ])('%s surely began after another: it is told so', (_what, one, other, after) => {
    expect(beganAfter(one, other)).toBe(after)
  })

  it('is the newest by number, else by time, else as the service lists them', () => {
    expect(newest([execution('9'), execution('10')])?.id).toBe('10')
    expect(newest([execution('b', 1), execution('a', 2)])?.id).toBe('a')
    expect(newest([execution('b'), execution('a')])?.id).toBe('b')
    expect(newest([])).toBeUndefined()
  })

  it.each<[string, string, boolean]>([
    ['11', 'beyond the last one', true],
    ['10', 'the last one', false],
    ['9', 'one that was there', false],
    ['5', 'an old one that the records had dropped', false],
    ['x', 'of another form', true],
  ])('%s, %s, is new: %s', (id, _what, isNew) => {
    expect(isNewer(execution(id), { ids: ['10', '9'], last: { id: '10' } })).toBe(isNew)
  })

  it('whose id is no number is new only if it was not there, wherever it stood', () => {
    const before = { ids: ['e-2', 'e-1'], last: { id: 'e-2' } }
    const isNew = (id: string) => isNewer(execution(id), before)
    expect(['e-1', 'e-2', 'e-3'].map(isNew)).toEqual([false, false, true])
  })

  it('is new where nothing was there before', () => {
    expect(isNewer(execution('1'), {})).toBe(true)
  })
})

describe('What main knew, out of the state', () => {
  it('is read as it was written', () => {
    const known = {
      ids: ['10', '9'],
      last: { id: '10', status: '3' },
      listed: { status: '4', lastTriggerAt: 'then' },
    }
    expect(knownBeforeOf(JSON.parse(JSON.stringify(known)))).toEqual(known)
    expect(knownBeforeOf({})).toEqual({})
  })

  it.each([undefined, null, 'text', 7, []])('is nothing of %j', (value) => {
    expect(knownBeforeOf(value)).toBeUndefined()
  })

  it('loses what is not of its form', () => {
    expect(
      knownBeforeOf({ ids: ['1', 2, null], last: { id: 7 }, listed: { status: 4, other: 'x' } }),
    ).toEqual({ ids: ['1'], listed: {} })
    expect(knownBeforeOf({ ids: '1', last: { id: '1', status: 4 } })).toEqual({ last: { id: '1' } })
  })
})
