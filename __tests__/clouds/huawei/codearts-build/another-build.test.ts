import { describe, expect, it } from '@jest/globals'
import { bench, JOB_ID, RUN, undropped } from './backend-bench.js'

const ENDED = { status: 'SUCCESS', finish_time: '2026-09-10T11:05:00.000+00:00' }
const OTHER_JOB = '0'.repeat(32)

function answering(fields: Readonly<Record<string, unknown>>, top = {}) {
  return bench(() => ({ body: { status: 'success', result: fields, ...top } })).backend
}

describe('An answer about another build', () => {
  it.each([
    [{ build_no: 40 }],
    [{ build_no: '40' }],
    [{ build_no: -41 }],
    [{ build_no: 41.5 }],
    [{ number: 1e300 }],
    [{ buildNo: 40 }],
    [{ build_number: 40 }],
    [{ job_id: OTHER_JOB }],
    [{ codeci_job_id: OTHER_JOB }],
    [{ codeciJobId: OTHER_JOB }],
  ])('is no look at ours: %j', async (named) => {
    await expect(
      answering({ ...ENDED, ...named }).snapshot(RUN, undropped()),
    ).rejects.toMatchObject({ code: 'bad-answer', transient: true })
  })

  it('is ours when it names our number and task, in whatever case, or neither', async () => {
    const { buildNumber } = RUN
    for (const named of [{ build_no: buildNumber, codeci_job_id: JOB_ID.toUpperCase() }, {}]) {
      const snapshot = await answering({ ...ENDED, ...named }).snapshot(RUN, undropped())
      expect(snapshot).toMatchObject({ phase: 'ended', conclusion: 'succeeded' })
    }
  })

  it('is not ours when its record has another id than before', async () => {
    let recordId = 'a1'
    const { backend } = bench(() => ({
      body: { result: { status: 'RUNNING', build_record_id: recordId } },
    }))
    await backend.snapshot(RUN, undropped())
    recordId = 'b2'
    await expect(backend.snapshot(RUN, undropped())).rejects.toMatchObject({ code: 'bad-answer' })
  })

  it('has none of our steps and parameters', async () => {
    const steps = [{ name: 'theirs', status: 'success' }]
    const theirs = answering({}, { build_number: 40, build_steps: steps, parameters: { A: '1' } })
    await expect(theirs.steps(RUN, undropped())).rejects.toMatchObject({ code: 'bad-answer' })
    await expect(
      theirs.api.parameters({ jobId: JOB_ID, buildNumber: RUN.buildNumber }, undropped()),
    ).rejects.toMatchObject({ code: 'bad-answer' })
  })
})
