import { describe, expect, it } from '@jest/globals'
import { startBody } from '../../../../src/clouds/huawei/codearts-build/api/start-call.js'
import { bench, COMMIT, JOB_ID, undropped } from './backend-bench.js'
import { NOT_PUBLISHED } from './scripted-transport.js'

const STARTED = { actual_build_number: '20', daily_build_number: '20260910.3' }
const BAD_PARAM = { status: 400, body: { error_code: 'CB.00060200', error_msg: 'Invalid param' } }
const commit = { kind: 'commit', commit: COMMIT } as const

describe('startBody', () => {
  it('carries the commit and its kind', () => {
    expect(startBody({ jobId: JOB_ID, source: commit, parameters: [] })).toEqual({
      job_id: JOB_ID,
      scm: { build_type: 'commitId', build_commit_id: COMMIT },
    })
  })

  it('carries a tag, and parameters by name and value only', () => {
    const parameters = [{ name: 'a', value: '1', secret: true }]
    expect(startBody({ jobId: JOB_ID, source: { kind: 'tag', tag: 'v1' }, parameters })).toEqual({
      job_id: JOB_ID,
      parameter: [{ name: 'a', value: '1' }],
      scm: { build_type: 'tag', build_tag: 'v1' },
    })
  })

  it('says nothing of code for the default source', () => {
    const body = startBody({ jobId: JOB_ID, source: { kind: 'default' }, parameters: [] })
    expect(body).toEqual({ job_id: JOB_ID })
  })
})

describe('start', () => {
  it('sends one request and takes the actual build number, not the daily one', async () => {
    const { backend, transport } = bench(() => ({ body: STARTED }))
    expect(await backend.start(undropped())).toMatchObject({
      ref: { jobId: JOB_ID, buildNumber: 20 },
      number: '20',
      dailyNumber: '20260910.3',
      commit: COMMIT,
    })
    expect(transport.asked).toEqual(['POST /v3/jobs/build'])
    expect(transport.requests[0]).toMatchObject({
      answerWithinMs: 30_000,
      headers: { 'content-type': 'application/json' },
    })
  })

  it('goes on to v1 with the same body where v3 is not published, and stays there', async () => {
    const { backend, transport } = bench((asked) =>
      asked.includes('/v3/') ? NOT_PUBLISHED : { body: { result: STARTED, status: 'success' } },
    )
    await backend.start(undropped())
    await backend.start(undropped())
    expect(transport.asked).toEqual([
      'POST /v3/jobs/build',
      'POST /v1/job/execute',
      'POST /v1/job/execute',
    ])
    expect(transport.bodies[1]).toEqual(transport.bodies[0])
  })

  it('sends once more without build_type when the form is refused', async () => {
    const { backend, transport } = bench((_asked, call) =>
      call === 1 ? BAD_PARAM : { body: STARTED },
    )
    expect((await backend.start(undropped())).number).toBe('20')
    expect(transport.bodies).toEqual([
      { job_id: JOB_ID, scm: { build_type: 'commitId', build_commit_id: COMMIT } },
      { job_id: JOB_ID, scm: { build_commit_id: COMMIT } },
    ])
  })

  it.each([
    ['a form refused twice', 2, BAD_PARAM],
    [
      'a refusal of something else',
      1,
      { status: 400, body: { error_code: 'CB.9', error_msg: 'no' } },
    ],
    ['a bad job id', 1, { status: 400, body: { error_code: 'CB.00060201', error_msg: 'Param' } }],
    ['an error that came with 200', 1, { body: { status: 'error', error: { code: 'CB.1' } } }],
    ['a redirect', 1, { status: 307, headers: { location: 'https://elsewhere.example' } }],
  ])('gives up after %s with what the service answered', async (_what, requests, answer) => {
    const { backend, transport } = bench(() => answer)
    await expect(backend.start(undropped())).rejects.toMatchObject({
      code: 'refused',
      delivery: 'answered',
    })
    expect(transport.requests).toHaveLength(requests)
  })

  it('does not repeat a refused form that has no build_type', async () => {
    const { backend, transport } = bench(() => BAD_PARAM, { source: { kind: 'default' } })
    await expect(backend.start(undropped())).rejects.toMatchObject({ code: 'refused' })
    expect(transport.requests).toHaveLength(1)
  })

  it.each([
    ['no number', { body: { octopus_job_name: 'j' } }],
    ['number 0', { body: { actual_build_number: '0' } }],
    ['only the daily number', { body: { daily_build_number: '20260910.3' } }],
    ['HTML', { body: '<html>' }],
    ['nothing', { body: '' }],
    ['half a JSON', { body: '{"actual_build_num' }],
    ['a 503', { status: 503 }],
  ])('is unclear after %s, and sends nothing again', async (_what, answer) => {
    const { backend, transport } = bench(() => answer)
    await expect(backend.start(undropped())).rejects.toMatchObject({ delivery: 'unclear' })
    expect(transport.requests).toHaveLength(1)
  })

  it('says of a throttled request that it may be sent again', async () => {
    const busy = { status: 500, body: { error_code: 'CB.00060211', error_msg: 'too frequent' } }
    const { backend, transport } = bench(() => busy)
    await expect(backend.start(undropped())).rejects.toMatchObject({
      code: 'throttled',
      delivery: 'not-delivered',
      transient: true,
    })
    expect(transport.requests).toHaveLength(1)
  })
})
