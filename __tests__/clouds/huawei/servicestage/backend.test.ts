import { describe, expect, it } from '@jest/globals'
import {
  type FollowedAction,
  type ReleaseRequest,
  Releases,
} from '../../../../src/clouds/huawei/servicestage/backend.js'
import type { Known } from '../../../../src/clouds/huawei/servicestage/judge.js'
import { NEVER, releaseCalls, type Reply, UNPUBLISHED } from './release-bench.js'
import { PIPELINE_ID as PIPELINE } from '../../../support/ids.js'

const BEGAN = Date.parse('2026-09-10T11:00:00Z')

function releases(
  answers: Parameters<typeof releaseCalls>[0],
  request: Partial<ReleaseRequest> & { readonly action?: FollowedAction } = {},
) {
  const bench = releaseCalls(answers)
  const clock = { ms: BEGAN }
  const remembered: Known[] = []
  const backend = new Releases(
    { ...bench, now: () => clock.ms, remember: (known) => remembered.push(known) },
    {
      action: 'start',
      body: {},
      before: { ids: ['6'], last: { id: '6', status: '2' } },
      ...request,
    },
  )
  return { ...bench, backend, clock, remembered }
}

const REFUSED: Reply = { status: 400, body: { error_code: 'SVCSTG.00400', error_msg: 'running' } }
const SINCE = new Date(BEGAN)

describe('A release', () => {
  it('is started once, with the body of the action', async () => {
    const { backend, sent } = releases(
      { action: { id: 7, status: 4 } },
      { body: { selected_tasks: [] } },
    )
    expect(await backend.start(NEVER)).toEqual({
      ref: { executionId: '7' },
      name: 'release #7',
      number: '7',
    })
    expect(sent).toHaveLength(1)
    expect(sent[0]?.url.search).toBe('?action_id=start')
    expect(sent[0]?.body).toBe('{"selected_tasks":[]}')
    expect(sent[0]).not.toHaveProperty('repeatable')
  })

  it('is titled by its number where there is one', () => {
    const { backend } = releases({})
    expect(backend.titleOf({ executionId: '7' })).toEqual({ name: 'release #7' })
    expect(backend.titleOf({})).toEqual({ name: 'the release' })
  })

  it('reports its stages as steps, and none before it was seen', async () => {
    const stages = [
      { stage_name: 'prod', tasks: [{ task_name: 'gate', status: 2 }, { status: 9 }] },
    ]
    const { backend } = releases({ records: [{ id: 7, status: 4, stages }] })
    expect(await backend.report()).toEqual({ steps: [], artifacts: [] })
    await backend.snapshot({ executionId: '7' }, NEVER)
    expect(await backend.report()).toMatchObject({
      steps: [
        { name: 'prod / gate', status: 'succeeded' },
        { name: 'prod', status: 'skipped' },
      ],
    })
  })
})

describe('A start without a clear answer', () => {
  it('finds what is newer than all that was there', async () => {
    const { backend } = releases({ records: [{ id: 8 }, { id: 6, status: 3 }, { id: 5 }] })
    expect(await backend.findStarted(SINCE, NEVER)).toMatchObject([{ number: '8' }])
  })

  it.each<[FollowedAction, number]>([
    ['start', 0],
    ['retry', 1],
    ['continue', 1],
    ['rollback', 1],
  ])('of %s takes the last one, changed, for ours %i times', async (action, found) => {
    const { backend } = releases({ records: [{ id: 6, status: 4 }] }, { action })
    expect(await backend.findStarted(SINCE, NEVER)).toHaveLength(found)
    const same = releases({ records: [{ id: 6, status: 2 }] }, { action })
    expect(await same.backend.findStarted(SINCE, NEVER)).toEqual([])
  })

  it.each<[string, object, number]>([
    ['another status', { status: 4, last_trigger_at: 'then' }, 1],
    ['another time', { status: 2, last_trigger_at: 'now' }, 1],
    ['nothing else', { status: 2, last_trigger_at: 'then' }, 0],
  ])('is seen in the list by %s', async (_what, entry, found) => {
    const before = { listed: { status: '2', lastTriggerAt: 'then' } }
    const { backend } = releases({ list: [{ id: PIPELINE, ...entry }] }, { before })
    expect(await backend.findStarted(SINCE, NEVER)).toHaveLength(found)
    const gone = releases({ list: [] }, { before })
    expect(await gone.backend.findStarted(SINCE, NEVER)).toEqual([])
  })
})

describe('A stop of a release', () => {
  const ref = { executionId: '7' }

  it('is sent for one that lives, and remembered before it leaves', async () => {
    const { backend, remembered, sent } = releases({
      action: { id: 7, status: 13 },
      records: [{ id: 7, status: 4 }],
    })
    expect(await backend.stop(ref, NEVER)).toBe('stopping')
    expect(remembered).toEqual([{ stoppedAt: '4' }])
    expect(sent.at(-1)?.url.search).toBe('?action_id=stop')
  })

  it.each([
    ['has ended', [{ id: 7, status: 2 }]],
    [
      'is followed by another',
      [
        { id: 8, status: 4 },
        { id: 7, status: 4 },
      ],
    ],
  ])('is not sent for one that %s', async (_what, records) => {
    const { backend, calls } = releases({ action: {}, records })
    expect(await backend.stop(ref, NEVER)).toBe('already-ended')
    expect(calls()).toEqual(['records'])
  })

  it('is not sent for one whose start was answered with its end', async () => {
    const { backend, sent } = releases({ action: { id: 7, status: 3 } })
    await backend.start(NEVER)
    expect(await backend.stop(ref, NEVER)).toBe('already-ended')
    expect(sent).toHaveLength(1)
  })

  it('is not sent again after a refusal, before another look shows that it lives', async () => {
    const { backend, calls } = releases({ action: REFUSED, records: [{ id: 7, status: 4 }] })
    await expect(backend.stop(ref, NEVER)).rejects.toMatchObject({ code: 'refused' })
    expect(await backend.stop(ref, NEVER)).toBe('already-ended')
    await backend.snapshot(ref, NEVER)
    await expect(backend.stop(ref, NEVER)).rejects.toMatchObject({ code: 'refused' })
    expect(calls()).toEqual(['records', 'action', 'records', 'action'])
  })

  it('that may have arrived makes an end afterwards a stop', async () => {
    const answers = { action: { status: 502, body: '' }, records: [{ id: 7, status: 4 }] }
    const { backend } = releases(answers)
    await expect(backend.stop(ref, NEVER)).rejects.toMatchObject({ delivery: 'unclear' })
    answers.records = [{ id: 7, status: 3 }]
    expect(await backend.snapshot(ref, NEVER)).toMatchObject({ conclusion: 'stopped' })
  })

  it.each<[string, Reply]>([
    ['was refused', REFUSED],
    ['was throttled', { status: 429, body: { error_code: 'APIGW.0308' } }],
  ])('that %s is forgotten: what is seen afterwards came of itself', async (_what, action) => {
    const answers = { action, records: [{ id: 7, status: 4 }] }
    const { backend, remembered } = releases(answers)
    await expect(backend.stop(ref, NEVER)).rejects.toMatchObject({ name: 'ActionError' })
    expect(remembered).toEqual([{ stoppedAt: '4' }, {}])
    answers.records = [{ id: 7, status: 3 }]
    expect(await backend.snapshot(ref, NEVER)).toMatchObject({ conclusion: 'failed' })
  })

  it('keeps what is known of an earlier one that may have arrived', async () => {
    const answers: { action: Reply; records: object[] } = {
      action: { status: 502, body: '' },
      records: [{ id: 7, status: 4 }],
    }
    const { backend, remembered } = releases(answers)
    await expect(backend.stop(ref, NEVER)).rejects.toMatchObject({ delivery: 'unclear' })
    answers.action = REFUSED
    await expect(backend.stop(ref, NEVER)).rejects.toMatchObject({ code: 'refused' })
    expect(remembered.at(-1)).toEqual({ stoppedAt: '4' })
  })

  it('goes by the status that the start was answered with, where nothing was looked at since', async () => {
    const answers = { action: { id: 7, status: 7 } }
    const { backend, remembered } = releases(answers)
    await backend.start(NEVER)
    await backend.stop(ref, NEVER)
    expect(remembered).toEqual([{ stoppedAt: '7' }])
  })

  it.each([7, 8])(
    'is not taken for the reason of %i before 30 s, unless it was seen stopping: records may be behind',
    async (status) => {
      const answers = { action: { id: 7, status: 13 }, records: [{ id: 7, status: 4 }] }
      const { backend, clock } = releases(answers)
      await backend.stop(ref, NEVER)
      answers.records = [{ id: 7, status }]
      expect(await backend.snapshot(ref, NEVER)).not.toHaveProperty('conclusion')
      clock.ms += 30_000
      expect(await backend.snapshot(ref, NEVER)).toMatchObject({ conclusion: 'stopped' })
    },
  )

  it('that was seen stopping makes what follows a stop, in a later process too', async () => {
    const answers = { action: { id: 7, status: 13 }, records: [{ id: 7, status: 4 }] }
    const main = releases(answers)
    await main.backend.stop(ref, NEVER)
    answers.records = [{ id: 7, status: 13 }]
    await main.backend.snapshot(ref, NEVER)
    const known = { stoppedAt: '4', stopSeen: true }
    expect(main.remembered.at(-1)).toEqual(known)
    const paused = { records: [{ id: 7, status: 7 }] }
    const post = releases(paused, { known })
    expect(await post.backend.snapshot(ref, NEVER)).toMatchObject({ conclusion: 'stopped' })
  })

  it('at a status that nobody knew does not make the first one seen a stop', async () => {
    const { backend, clock } = releases(
      { records: [{ id: 7, status: 7 }] },
      { known: { stoppedAt: '' } },
    )
    expect(await backend.snapshot(ref, NEVER)).toMatchObject({ phase: 'waiting' })
    clock.ms += 60_000
    expect(await backend.snapshot(ref, NEVER)).toMatchObject({ phase: 'waiting' })
  })

  it('is taken from what main knew, in a post step', async () => {
    const { backend } = releases({ records: [{ id: 7, status: 3 }] }, { known: { stoppedAt: '4' } })
    expect(await backend.snapshot(ref, NEVER)).toMatchObject({ conclusion: 'stopped' })
  })
})

describe('What a release came to', () => {
  const ref = { executionId: '6' }

  it.each<[FollowedAction, number, string]>([
    ['start', 2, 'succeeded'],
    ['start', 11, 'failed'],
    ['rollback', 11, 'succeeded'],
    ['rollback', 2, 'failed'],
    ['rollback', 12, 'failed'],
    ['retry', 3, 'failed'],
  ])('by %s at %i is %s', async (action, status, conclusion) => {
    const before = { ids: ['6'], last: { id: '6', status: '7' } }
    const { backend } = releases({ records: [{ id: 6, status }] }, { action, before })
    expect(await backend.snapshot(ref, NEVER)).toMatchObject({ phase: 'ended', conclusion })
  })

  it('is not the end from before the action, for 30 s', async () => {
    const { backend, clock } = releases(
      { records: [{ id: 6, status: 2 }] },
      { action: 'retry', actedAt: BEGAN },
    )
    expect(await backend.snapshot(ref, NEVER)).toMatchObject({ phase: 'running' })
    clock.ms += 29_999
    expect(await backend.snapshot(ref, NEVER)).toMatchObject({ phase: 'running' })
    clock.ms += 1
    expect(await backend.snapshot(ref, NEVER)).toMatchObject({ phase: 'ended' })
  })

  it('is asked of the list where the records were not offered before', async () => {
    const before = { listed: { status: '2', lastTriggerAt: 'then' } }
    const list = [{ id: PIPELINE, status: 4, last_trigger_at: 'now' }]
    const { backend, remembered, calls } = releases({ records: UNPUBLISHED, list }, { before })
    expect(await backend.snapshot(ref, NEVER)).toMatchObject({ phase: 'running' })
    expect(remembered).toEqual([{ triggerAt: 'now' }])
    expect(calls()).toEqual(['pipelines'])
  })
})
