import { describe, expect, it } from '@jest/globals'
import { bench, JOB_ID, RUN, undropped } from './backend-bench.js'
import { NOT_PUBLISHED, type ScriptedAnswer } from './scripted-transport.js'

const FINISHED = '2026-09-10T11:05:00.000+00:00'

function record(fields: Readonly<Record<string, unknown>>): ScriptedAnswer {
  return { body: { status: 'success', error: null, result: fields } }
}

function look(fields: Readonly<Record<string, unknown>>) {
  return bench(() => record({ start_time: FINISHED, ...fields })).backend.snapshot(RUN, undropped())
}

describe('snapshot', () => {
  it.each([
    ['SUCCESS', 'succeeded'],
    ['success', 'succeeded'],
    ['FAILURE', 'failed'],
    ['FAILED', 'failed'],
    ['ERROR', 'failed'],
    ['SCHEDULE_FAILURE', 'failed'],
    ['ABORTED', 'stopped'],
    ['CANCELED', 'stopped'],
    ['Cancelled', 'stopped'],
    ['TIMEOUT', 'timed-out'],
  ])('takes %s for an end that %s', async (status, conclusion) => {
    expect(await look({ status })).toMatchObject({
      phase: 'ended',
      conclusion,
      facts: { word: status },
    })
  })

  it.each([
    ['RUNNING', 'running'],
    ['INQUEUE', 'queued'],
    ['queued', 'queued'],
    ['INIT', 'queued'],
    ['WAITING', 'queued'],
  ])('takes %s for a build that is %s', async (status, phase) => {
    expect(await look({ status })).toMatchObject({ phase })
  })

  it('takes a running build that has not begun for a queued one', async () => {
    expect(await look({ status: 'RUNNING', start_time: null })).toMatchObject({ phase: 'queued' })
  })

  it.each([['FINISHED'], ['COMPLETED'], ['ſUCCESS'], ['SUCCESS ']])(
    'never takes %s for green',
    async (status) => {
      const ended = await look({ status, finish_time: FINISHED })
      expect(ended).toMatchObject({ phase: 'ended', conclusion: 'unknown' })
    },
  )

  it('takes an unknown word without a finish time for live, and warns of it once', async () => {
    const { backend, warnings } = bench((asked) =>
      asked.includes('record-info')
        ? record({ status: 'PONDERING', start_time: FINISHED })
        : { body: { result: true } },
    )
    for (let looks = 0; looks < 3; looks += 1) {
      expect(await backend.snapshot(RUN, undropped())).toMatchObject({ phase: 'running' })
    }
    expect(warnings).toHaveLength(1)
    expect(warnings[0]?.message).toContain('"PONDERING"')
  })

  it('counts the time in the queue, and never a negative one', async () => {
    const times = { create_time: '2026-09-10T11:00:00Z', start_time: '2026-09-10T11:00:30Z' }
    const facts = { queuedMs: 30_000, durationMs: 90_000 }
    const ended = await look({ status: 'SUCCESS', ...times, finish_time: '2026-09-10T11:02:00Z' })
    expect(ended).toMatchObject({ facts })
    const odd = { create_time: '2026-09-10T11:00:31Z', finish_time: '2026-09-10T11:00:00Z' }
    expect(await look({ status: 'SUCCESS', ...times, ...odd })).toMatchObject({
      facts: { queuedMs: 0, durationMs: 0 },
    })
  })

  it('prefers the duration that the service gives', async () => {
    const ended = await look({ status: 'SUCCESS', finish_time: FINISHED, duration: '4711' })
    expect(ended).toMatchObject({ facts: { durationMs: 4711 } })
  })

  it('passes on record id, commit and reason', async () => {
    const fields = { build_record_id: 'r-1', id: 'not-this', commit: 'abc', err_msg: 'no agent' }
    expect(await look({ status: 'FAILURE', ...fields })).toMatchObject({
      facts: { recordId: 'r-1', commit: 'abc', reason: 'no agent' },
    })
  })

  it('tries the versions of record-info in their order and remembers the one that is there', async () => {
    const { backend, transport, debugged } = bench((asked) =>
      asked.includes('/v1/') ? record({ status: 'RUNNING' }) : NOT_PUBLISHED,
    )
    await backend.snapshot(RUN, undropped())
    await backend.snapshot(RUN, undropped())
    expect(transport.asked).toEqual([
      `GET /v4/jobs/${JOB_ID}/7/record-info`,
      `GET /v3/jobs/${JOB_ID}/7/record-info`,
      `GET /v1/record/${JOB_ID}/7/record-info`,
      `GET /v1/record/${JOB_ID}/7/record-info`,
    ])
    expect(debugged).toContain('record-info: using v1')
  })

  it('of a build without a record is live while the service says that it runs', async () => {
    const missing = { status: 422, body: { error_code: 'CB.00031006', error_msg: 'not found' } }
    const whileRunning = (running: boolean) =>
      bench((asked) => (asked.includes('record-info') ? missing : { body: { result: running } }))
    const live = await whileRunning(true).backend.snapshot(RUN, undropped())
    expect(live).toMatchObject({ phase: 'running' })
    const over = whileRunning(false).backend.snapshot(RUN, undropped())
    await expect(over).rejects.toMatchObject({ code: 'not-found', transient: true })
  })

  it('asks v1 for the status of this build and no other', async () => {
    const { backend, transport } = bench((asked) =>
      asked.includes('/v1/job/') ? { body: { result: { status: 'runnable' } } } : NOT_PUBLISHED,
    )
    expect(await backend.snapshot(RUN, undropped())).toMatchObject({ phase: 'running' })
    expect(transport.asked.at(-1)).toBe(`GET /v1/job/${JOB_ID}/status?build_no=7`)
  })

  it('leaves trouble to be repeated, and takes no status call for an answer to it', async () => {
    const { backend, transport } = bench(() => ({ status: 502, body: '<html>' }))
    await expect(backend.snapshot(RUN, undropped())).rejects.toMatchObject({
      code: 'service-error',
      transient: true,
    })
    expect(transport.requests).toHaveLength(1)
  })
})
