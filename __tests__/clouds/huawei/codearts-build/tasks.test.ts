import { describe, expect, it } from '@jest/globals'
import { findJob } from '../../../../src/clouds/huawei/codearts-build/find-job.js'
import { editDistance, nearest } from '../../../../src/text/similar-names.js'
import { checkTask } from '../../../../src/clouds/huawei/codearts-build/task-check.js'
import { bench, clientOver, JOB_ID, RUN, undropped } from './backend-bench.js'
import { PROJECT_ID as PROJECT } from '../../../support/ids.js'
import { NOT_PUBLISHED, type ScriptedAnswer, ScriptedTransport } from './scripted-transport.js'

function service(script: (asked: string) => ScriptedAnswer) {
  const transport = new ScriptedTransport(({ url }) => script(`${url.pathname}${url.search}`))
  return { transport, client: clientOver(transport), debug: () => undefined }
}

function job(number: number, name = `job-${number}`) {
  return { id: String(number).padStart(32, '0'), job_name: name, is_execute: true, disabled: false }
}

/** 250 tasks in pages. */
function paged(asked: string): ScriptedAnswer {
  const index = Number(/page_index=(\d+)/.exec(asked)?.[1])
  const all = Array.from({ length: 250 }, (_, number) => job(number))
  return { body: { jobs: all.slice(index * 100, index * 100 + 100), total: 250 } }
}

function find(jobName: string, script: (asked: string) => ScriptedAnswer) {
  return findJob(service(script), { projectId: PROJECT, jobName }, undropped())
}

describe('findJob', () => {
  it('finds a task on the last page, and asks for no page behind it', async () => {
    const at = service(paged)
    const found = await findJob(at, { projectId: PROJECT, jobName: 'job-249' }, undropped())
    expect(found).toMatchObject({ jobId: job(249).id, mayExecute: true, disabled: false })
    expect(at.transport.asked).toEqual(
      [0, 1, 2].map((page) => `GET /v3/${PROJECT}/jobs?page_index=${page}&page_size=100`),
    )
  })

  it('falls back to the list of v1', async () => {
    const script = (asked: string) => (asked.startsWith('/v3/') ? NOT_PUBLISHED : paged(asked))
    expect((await find('job-7', script)).jobId).toBe(job(7).id)
  })

  it('names the most similar tasks when there is none', async () => {
    await expect(find('jop-24', paged)).rejects.toThrow(/"jop-24".*job-24, /)
    await expect(find('jop-24', paged)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('names the ids when there are several', async () => {
    const script = () => ({ body: { jobs: [job(1, 'twin'), job(2, 'twin')], total: 2 } })
    await expect(find('twin', script)).rejects.toThrow(job(2).id)
    await expect(find('twin', script)).rejects.toMatchObject({ code: 'ambiguous' })
  })

  it('does not turn in circles where the page number is ignored', async () => {
    const at = service(() => ({ body: { jobs: [job(1)], total: 9_999 } }))
    await findJob(at, { projectId: PROJECT, jobName: 'job-1' }, undropped())
    expect(at.transport.requests).toHaveLength(2)
  })
})

describe('checkTask', () => {
  it('tells whether the task may be run', async () => {
    const body = { result: { ...job(1, 'demo'), disabled: true }, status: 'success' }
    expect(
      await checkTask(
        service(() => ({ body })),
        JOB_ID,
        undropped(),
      ),
    ).toEqual({
      jobId: JOB_ID,
      name: 'demo',
      mayExecute: true,
      disabled: true,
    })
  })

  it('asks at least whether it is disabled where its page is not published', async () => {
    const script = (asked: string) =>
      asked.endsWith('/check/disable')
        ? { body: { result: null, status: 'success' } }
        : NOT_PUBLISHED
    expect(await checkTask(service(script), JOB_ID, undropped())).toEqual({
      jobId: JOB_ID,
      name: '',
      disabled: false,
    })
  })

  it('fails for a task that is not there', async () => {
    const missing = { status: 422, body: { error_code: 'DEVCB.00031006', error_msg: 'no job' } }
    const check = checkTask(
      service(() => missing),
      JOB_ID,
      undropped(),
    )
    await expect(check).rejects.toMatchObject({ code: 'not-found' })
  })
})

const WISH = { failed: true, extras: false }

describe('report', () => {
  const steps = [
    { name: 'A', status: 'success', build_time: 8366 },
    { name: 'B', status: 'running' },
    { name: 'C', status: '' },
    { name: 'D', status: 'strange' },
    { name: 'E', status: 'error', build_time: 0 },
  ]
  const script = (status: string) => (asked: string) =>
    asked.includes('record-info')
      ? { body: { result: { status } } }
      : asked.includes('history-details')
        ? { body: { build_steps: steps } }
        : { status: 500, body: { error_code: 'CB.00060101', error_msg: 'x' } }

  it('has the steps in our words, and says in a debug line what is missing', async () => {
    const { backend, debugged } = bench(script('FAILURE'))
    expect(await backend.report(RUN, WISH, undropped())).toEqual({
      steps: [
        { name: 'A', status: 'succeeded', durationMs: 8366 },
        { name: 'B', status: 'running' },
        { name: 'C', status: 'not-started' },
        { name: 'D', status: 'strange' },
        { name: 'E', status: 'failed', durationMs: 0 },
      ],
      artifacts: [],
    })
    expect(debugged.join()).toContain("artifacts can't be read")
  })

  it('takes the running step of a stopped build for a stopped one', async () => {
    const { backend } = bench(script('ABORTED'))
    await backend.snapshot(RUN, undropped())
    expect((await backend.report(RUN, WISH, undropped())).steps[1]?.status).toBe('stopped')
  })
})

describe('nearest', () => {
  it('counts what must be changed', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3)
    expect(editDistance('', 'abc')).toBe(3)
  })

  it('puts the most similar first, whatever the case', () => {
    expect(nearest('Build', ['deploy', 'build', 'built'], 2)).toEqual(['build', 'built'])
  })
})
