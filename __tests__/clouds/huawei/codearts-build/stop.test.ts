import { describe, expect, it } from '@jest/globals'
import { bench, JOB_ID, RUN, undropped } from './backend-bench.js'
import { NOT_PUBLISHED, type ScriptedAnswer } from './scripted-transport.js'

const ENDED = { error: { code: 'DEV.CB.032302', reason: 'status changed' }, status: 'error' }

describe('stop', () => {
  it('asks by the path of v3, with a body that is not empty', async () => {
    const { backend, transport } = bench(() => ({ body: { success: true, result: '' } }))
    expect(await backend.stop(RUN, undropped())).toBe('stopping')
    expect(transport.asked).toEqual([`POST /v3/jobs/${JOB_ID}/7/stop`])
    expect(transport.requests[0]?.body).toBe('{}')
  })

  it('goes through the other documented calls inside one call', async () => {
    const { backend, transport } = bench((_asked, call) =>
      call < 3 ? NOT_PUBLISHED : { body: { result: true } },
    )
    expect(await backend.stop(RUN, undropped())).toBe('stopping')
    expect(transport.asked).toEqual([
      `POST /v3/jobs/${JOB_ID}/7/stop`,
      `POST /v1/job/${JOB_ID}/stop?build_no=7`,
      'POST /v3/jobs/stop',
    ])
    expect(transport.bodies).toEqual([{}, { build_no: 7 }, { job_id: JOB_ID, build_no: '7' }])
  })

  it.each<[string, ScriptedAnswer]>([
    ['as a 400', { status: 400, body: ENDED }],
    ['as a 200', { body: ENDED }],
    ['as text', { body: JSON.stringify(ENDED), headers: { 'content-type': 'text/plain' } }],
    ['as JSON in a string', { body: JSON.stringify(JSON.stringify(ENDED)) }],
  ])('takes an ended build %s for what it is', async (_how, answer) => {
    const { backend } = bench(() => answer)
    expect(await backend.stop(RUN, undropped())).toBe('already-ended')
  })

  it('takes an empty answer for a yes', async () => {
    const { backend } = bench(() => ({ body: '' }))
    expect(await backend.stop(RUN, undropped())).toBe('stopping')
  })

  it.each<[string, ScriptedAnswer]>([
    ['success: false', { body: { success: false, result: 'no' } }],
    ['result: false', { body: { result: false } }],
    ['HTML', { body: '<html>' }],
  ])('does not take %s for a yes', async (_what, answer) => {
    const { backend } = bench(() => answer)
    await expect(backend.stop(RUN, undropped())).rejects.toMatchObject({ transient: true })
  })

  it('refuses a saved state that names no build', async () => {
    const { backend, transport } = bench(() => ({ body: {} }))
    const bad = { jobId: '../../x', buildNumber: 7 }
    await expect(backend.stop(bad, undropped())).rejects.toMatchObject({ code: 'bad-input' })
    expect(transport.requests).toEqual([])
  })
})
