import { describe, expect, it } from '@jest/globals'
import { findLive } from '../../../../src/clouds/huawei/servicestage/find-live.js'
import { Looker } from '../../../../src/clouds/huawei/servicestage/look.js'
import { ActionError } from '../../../../src/core/errors.js'
import { NEVER, releaseCalls, UNPUBLISHED } from './release-bench.js'
import { PIPELINE_ID as PIPELINE } from '../../../support/ids.js'

const listed = (fields: object) => [{ id: PIPELINE, ...fields }]

describe('A look at an execution', () => {
  it('sees its status in the records, and whether a later one is there', async () => {
    const records = [
      { id: 8, status: 4 },
      { id: 7, status: 2 },
      { id: 6, status: 3 },
    ]
    const bench = releaseCalls({ records })
    const looker = new Looker(bench, true)
    expect(await looker.look('7', NEVER)).toMatchObject({ status: '2', superseded: true })
    expect(await looker.look('8', NEVER)).toMatchObject({ status: '4', superseded: false })
    expect(bench.calls()).toEqual(['records', 'records'])
  })

  it('waits for one that is not recorded yet', async () => {
    const looker = new Looker(releaseCalls({ records: { count: 1, records: [{ id: 6 }] } }), true)
    await expect(looker.look('7', NEVER)).rejects.toMatchObject({
      code: 'not-found',
      transient: true,
      message: 'The records of the release task have no release #7 yet.',
    })
  })

  it('reads the list where the records do not show all', async () => {
    const bench = releaseCalls({
      records: { count: '2', records: [{ id: 6, status: 2 }] },
      list: listed({ status: 4 }),
    })
    expect(await new Looker(bench, true).look('7', NEVER)).toEqual({
      status: '4',
      listed: { status: '4' },
    })
    expect(bench.warnings).toEqual([])
  })

  it('reads the list where the records tell no status, which is said once', async () => {
    const bench = releaseCalls({ records: [{ id: 7 }], list: listed({ status: 4 }) })
    const looker = new Looker(bench, true)
    await looker.look('7', NEVER)
    expect(await looker.look('7', NEVER)).toMatchObject({ status: '4', listed: { status: '4' } })
    expect(bench.warnings).toMatchObject([
      { message: expect.stringContaining('records of this release task show no status') },
    ])
  })

  it('does not ask for records again that are not offered', async () => {
    const bench = releaseCalls({ records: UNPUBLISHED, list: listed({ status: 4 }) })
    const looker = new Looker(bench, true)
    await looker.look('7', NEVER)
    await looker.look('7', NEVER)
    expect(bench.calls()).toEqual(['records', 'pipelines', 'pipelines'])
  })

  it.each([
    ['an execution that has no id', true, ''],
    ['records that are known to be missing', false, '7'],
  ])('reads the list at once for %s', async (_what, offered, id) => {
    const bench = releaseCalls({ records: [], list: listed({ status: 5 }) })
    expect(await new Looker(bench, offered).look(id, NEVER)).toMatchObject({ status: '5' })
    expect(bench.calls()).toEqual(['pipelines'])
  })

  it.each([[[]], [listed({})], [[{ id: 'other', status: 2 }]], [['nonsense']]])(
    'says where to look in a list like %j, which tells nothing of the task',
    async (list) => {
      const looker = new Looker(releaseCalls({ list }), false)
      await expect(looker.look('7', NEVER)).rejects.toMatchObject({
        code: 'not-found',
        transient: true,
        hint: expect.stringContaining('pipeline-id'),
      })
    },
  )

  it.each([{ records: { status: 503, body: '' } }, { records: UNPUBLISHED, list: { tasks: [] } }])(
    'passes on what else goes wrong: %j',
    async (answers) => {
      const looker = new Looker(releaseCalls(answers), true)
      await expect(looker.look('7', NEVER)).rejects.toMatchObject({ transient: true })
    },
  )

  it('names the permission in the words of releases', async () => {
    const refused = { status: 403, body: { error_code: 'SVCSTG.00403', error_msg: 'no' } }
    const looker = new Looker(releaseCalls({ records: refused }), true)
    await expect(looker.look('7', NEVER)).rejects.toMatchObject({
      code: 'not-permitted',
      hint: expect.stringContaining('servicestage:pipeline:modify'),
    })
  })

  it('keeps the hint of what no answer of the service says, and of a redirect', async () => {
    const unsigned = new ActionError('not-permitted', 'No OIDC token', {
      hint: 'Add id-token: write',
    })
    for (const [records, hint] of [
      [unsigned, 'id-token: write'],
      [{ status: 302, body: '' }, 'Redirects are not followed'],
    ] as const) {
      const looker = new Looker(releaseCalls({ records }), true)
      await expect(looker.look('7', NEVER)).rejects.toMatchObject({
        hint: expect.stringContaining(hint),
      })
    }
  })
})

describe('The execution that could be stopped', () => {
  const live = (answers: Parameters<typeof releaseCalls>[0]) => {
    const { api, debug } = releaseCalls(answers)
    return findLive(api, { debug }, NEVER)
  }

  it.each(['1', '4', '5', '7', '10', '13', '14'])('is one that is at %s', async (status) => {
    const records = [
      { id: 6, status: 2 },
      { id: 7, status },
    ]
    expect(await live({ records })).toEqual({ id: '7', status })
  })

  it.each(['2', '3', '6', '8', '9', '11', '12'])('is none at %s', async (status) => {
    expect(await live({ records: [{ id: 7, status }] })).toBeUndefined()
  })

  it('is the newest of several', async () => {
    const records = [
      { id: 9, status: 4 },
      { id: 10, status: 5 },
    ]
    expect(await live({ records })).toEqual({ id: '10', status: '5' })
  })

  it('is asked of the list where a record tells no status', async () => {
    const answers = { records: [{ id: 7 }], list: listed({ status: 4 }) }
    expect(await live(answers)).toEqual({ id: '', status: '4' })
    expect(await live({ ...answers, list: listed({ status: 2 }) })).toBeUndefined()
    expect(await live({ ...answers, list: [] })).toBeUndefined()
  })

  it('is asked of the list where the records are not offered', async () => {
    const answers = { records: UNPUBLISHED, list: listed({ status: 7 }) }
    expect(await live(answers)).toEqual({ id: '', status: '7' })
  })

  it('is unknown, and not none, where the records fail', async () => {
    await expect(live({ records: { status: 503, body: '' } })).rejects.toMatchObject({
      code: 'service-error',
    })
  })
})
