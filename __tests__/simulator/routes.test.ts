import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { call } from './client.js'
import { build, lines, type SimulatorOptions, type Simulator, startSimulator } from './index.js'
import { JOB_ID as JOB } from '../support/ids.js'

const COMMIT = 'a'.repeat(40)

let now = 0
let sim: Simulator

async function simulate(options: SimulatorOptions = {}): Promise<void> {
  await sim.close()
  sim = await startSimulator({ clock: { now: () => now }, ...options })
  sim.job(JOB)
}

beforeEach(async () => {
  now = Date.UTC(2026, 8, 10)
  sim = await startSimulator({ clock: { now: () => now } })
  sim.job(JOB)
})

afterEach(() => sim.close())

const get = (path: string) => call(`${sim.url}${path}`)
const post = (path: string, body: unknown) => call(`${sim.url}${path}`, body)
const start = (more: Record<string, unknown> = {}) =>
  post('/v3/jobs/build', { job_id: JOB, ...more })

describe('a start', () => {
  it('counts builds up and keeps what was asked for', async () => {
    const scm = { build_type: 'commitId', build_commit_id: COMMIT }
    await start({ scm, parameter: [{ name: 'A', value: 'b' }] })
    expect((await start()).json()).toMatchObject({
      actual_build_number: '2',
      daily_build_number: '20260910.2',
    })
    expect(sim.builds).toMatchObject([
      { number: 1, commit: COMMIT, parameters: { A: 'b' } },
      { number: 2, commit: undefined, parameters: {} },
    ])
  })

  it.each<[string, Record<string, unknown>]>([
    ['a job id that is too short', { job_id: 'abc' }],
    ['an undocumented field', { commit: COMMIT }],
    ['a refused parameter name', { parameter: [{ name: 'PATH', value: 'x' }] }],
    ['a parameter that is a number', { parameter: [{ name: 'A', value: 1 }] }],
    ['a parameter twice', { parameter: [1, 2].map(() => ({ name: 'A', value: 'x' })) }],
    ['an unknown build type', { scm: { build_type: 'commit', build_commit_id: COMMIT } }],
    ['a commit build without a commit', { scm: { build_type: 'commitId' } }],
  ])('is refused and reported with %s', async (_, change) => {
    expect((await start(change)).status).toBeGreaterThanOrEqual(400)
    expect(sim.problems).toMatchObject([{ kind: 'request', route: 'start-v3' }])
    expect(sim.builds).toEqual([])
  })

  it('is refused on an older site that does not know build types, without blame', async () => {
    await simulate({ knowsBuildType: false })
    const scm = { build_type: 'commitId', build_commit_id: COMMIT }
    expect((await start({ scm })).status).toBe(400)
    expect((await start({ scm: { build_commit_id: COMMIT } })).status).toBe(200)
    expect(sim.problems).toEqual([])
  })

  it('of a task that is unknown, disabled or forbidden makes no build', async () => {
    expect((await start({ job_id: 'f'.repeat(32) })).text).toContain('CB.00031006')
    sim.job(JOB).with({ disabled: true })
    expect((await start()).status).toBe(422)
    sim.job(JOB).with({ disabled: false, isExecute: false })
    expect((await start()).status).toBe(403)
    expect(sim.builds).toEqual([])
  })
})

describe('a build that was never executed', () => {
  it('has a record, and neither log nor history', async () => {
    sim.job(JOB).next(build().neverExecutes('SCHEDULE_FAILURE', 'no code source'))
    await start()
    expect((await get(`/v4/jobs/${JOB}/1/record-info`)).json()).toMatchObject({
      result: { status: 'SCHEDULE_FAILURE', err_msg: 'no code source' },
    })
    const log = await get(`/v3/jobs/${JOB}/1/real-time-log?offset=0`)
    expect([log.status, log.text]).toEqual([500, expect.stringContaining('CB.00030004')])
    const history = await get(`/v3/jobs/${JOB}/1/history-details`)
    expect([history.status, history.text]).toEqual([403, expect.stringContaining('CB.00031059')])
  })
})

describe('a record', () => {
  it('that is not there yet, or of no build, is not found', async () => {
    sim.job(JOB).next(build().appearsAfter('2s').runsFor('1h'))
    await start()
    expect((await get(`/v4/jobs/${JOB}/1/record-info`)).status).toBe(422)
    now += 2_000
    expect((await get(`/v4/jobs/${JOB}/1/record-info`)).status).toBe(200)
    expect((await get(`/v4/jobs/${JOB}/7/record-info`)).status).toBe(422)
  })

  it.each([
    [null, undefined],
    ['b'.repeat(40), 'b'.repeat(40)],
  ])('reports %s as the commit when it is told to', async (told, shown) => {
    sim.job(JOB).next(build().reportsCommit(told))
    await start({ scm: { build_commit_id: COMMIT } })
    const record = await get(`/v1/record/${JOB}/1/record-info`)
    expect((record.json() as { result: { commit?: string } }).result.commit).toBe(shown)
  })
})

describe('the incremental log', () => {
  const page = (offset: number, more = '') =>
    get(`/v3/jobs/${JOB}/1/real-time-log?offset=${offset}${more}`)

  beforeEach(async () => {
    sim.job(JOB).next(build().step('Compile', lines(50).over('50s')))
    await start()
  })

  it('grows with the build, and an empty page keeps its offset', async () => {
    now += 10_500
    const first = (await page(0)).json()
    expect(first).toMatchObject({
      result: { content: expect.stringMatching(/line 10\n$/), has_more_data: false },
    })
    const { offset } = (first as { result: { offset: number } }).result
    const second = await page(offset)
    expect(second.json()).toMatchObject({ result: { content: '', current_offset: offset, offset } })
    expect(sim.problems).toEqual([])
  })

  it('reports a client that makes up an offset', async () => {
    now += 10_500
    await page(17)
    expect(sim.problems).toMatchObject([{ kind: 'offset', route: 'log-v3' }])
  })

  it('reports a client that leaves out a required query', async () => {
    expect((await get(`/v3/jobs/${JOB}/1/real-time-log`)).status).toBe(400)
    expect(sim.problems).toMatchObject([{ what: 'query offset is missing' }])
  })

  it('cuts v1 pages by lines, with offsets as text', async () => {
    now += 60_000
    const answer = await get(`/v1/log/${JOB}/1/real-time-log?start_offset=0&size=3`)
    expect(answer.json()).toMatchObject({
      result: { start_offset: '0', log: expect.stringMatching(/^(.*\n){3}$/), has_more: true },
    })
  })
})

describe('the log files', () => {
  const files = async (query: string) => {
    const [{ recordId } = { recordId: '' }] = sim.builds
    return get(`/v4/${recordId}/${query}`)
  }

  beforeEach(async () => {
    await simulate({ filesWhileRunning: 'nothing' })
    sim.job(JOB).next(build().hiddenStep('Checkout').step('A', lines(1)).step('B', lines(1)))
    await start()
  })

  it('number the listed steps, and know them by name', async () => {
    now += 60_000
    expect((await files('task-log?task_name=stage1')).text).toContain('[A:')
    expect((await files('task-log?task_name=B')).text).toContain('[B:')
    expect((await files('task-log?task_name=stage3')).type).toContain('application/json')
    expect((await files('download-log?log_level=INFO')).text).toMatch(/Finished: SUCCESS\n$/)
  })

  it('are JSON with HTTP 200 while there is nothing', async () => {
    now += 2_500
    const answer = await files('task-log?task_name=stage1')
    expect([answer.status, answer.type]).toEqual([200, 'application/json;charset=UTF-8'])
  })
})

describe('a stop', () => {
  it.each<[string, string, unknown]>([
    ['by path', `/v3/jobs/${JOB}/1/stop`, {}],
    ['of v1', `/v1/job/${JOB}/stop?build_no=1`, { build_no: 1 }],
    ['by body', '/v3/jobs/stop', { job_id: JOB, build_no: '1' }],
  ])('%s ends the build, and says so of an ended one', async (_, path, body) => {
    sim.job(JOB).next(build().runsFor('1h'))
    await start()
    now += 5_000
    expect((await post(path, body)).status).toBe(200)
    expect(sim.builds).toMatchObject([{ state: 'ended', word: 'ABORTED', stoppedAt: now }])
    const again = await post(path, body)
    expect([again.status, again.text]).toEqual([400, expect.stringContaining('DEV.CB.032302')])
  })

  it('of an ended build may be answered with HTTP 200 and text', async () => {
    await simulate({ endedStopAnswer: { status: 200, as: 'text' } })
    await start()
    now += 5_000
    const answer = await post(`/v3/jobs/${JOB}/1/stop`, {})
    expect([answer.status, answer.type]).toEqual([200, 'text/plain;charset=UTF-8'])
    expect(answer.text).toContain('DEV.CB.032302')
  })

  it.each([
    ['without a body', '/v3/jobs/JOB/1/stop', ''],
    ['with the number in the query only', '/v1/job/JOB/stop?build_no=1', ''],
    ['with the number in body and query', '/v1/job/JOB/stop?build_no=1', { build_no: 1 }],
    ['with the number as text', '/v1/job/JOB/stop', { build_no: '1' }],
  ])('%s is what some client sends, and is taken', async (_how, path, body) => {
    await start()
    expect((await post(path.replace('JOB', JOB), body)).status).toBe(200)
    expect(sim.problems).toEqual([])
  })

  it('and other v3 calls without a field may come without a body, as the SDK sends them', async () => {
    await start()
    for (const call of ['disable', 'recover', 'delete']) {
      expect((await post(`/v3/jobs/${JOB}/${call}`, '')).status).toBe(200)
    }
    expect((await get(`/v1/job/${JOB}/info`)).status).toBe(422)
    expect(sim.problems).toEqual([])
  })

  it('with no number, two, or one of the wrong type is refused and reported', async () => {
    await start()
    expect((await post(`/v1/job/${JOB}/stop`, {})).status).toBe(400)
    expect((await post(`/v1/job/${JOB}/stop?build_no=2`, { build_no: 1 })).status).toBe(400)
    expect((await post('/v3/jobs/stop', { job_id: JOB, build_no: 1 })).status).toBe(400)
    expect(sim.problems).toHaveLength(3)
  })
})

describe('the history', () => {
  it('lists newest first, page by page, in the day of China', async () => {
    now = Date.parse('2026-09-10T23:30:00+08:00')
    for (let count = 0; count < 3; count += 1) await start({ scm: { build_commit_id: COMMIT } })
    const day = (date: string, offset = 0) =>
      get(
        `/v3/jobs/${JOB}/period-history?offset=${offset}&limit=2&start_time=${date}&end_time=${date}`,
      )
    expect((await day('2026-09-10')).json()).toMatchObject({
      total: 3,
      history_records: [
        { build_number: 3, commit_id: COMMIT, start_time: '2026-09-10T23:30:00+08:00' },
        { build_number: 2 },
      ],
    })
    expect((await day('2026-09-10', 1)).json()).toMatchObject({
      history_records: [{ build_number: 1 }],
    })
    expect((await day('2026-09-11')).json()).toMatchObject({ total: 0 })
  })

  it('refuses a range over 31 days', async () => {
    const range = 'start_time=2026-01-01%2000:00:00&end_time=2026-03-01%2000:00:00'
    expect((await get(`/v1/record/${JOB}/list?${range}`)).text).toContain('CB.00031105')
  })

  it('stars what the task calls secret', async () => {
    sim.job(JOB).with({ stars: ['KEY'], defaults: { MODE: 'fast' } })
    await start({ parameter: [{ name: 'KEY', value: 'hidden' }] })
    const details = await get(`/v3/jobs/${JOB}/1/history-details`)
    expect(details.json()).toMatchObject({ parameters: { KEY: '******', MODE: 'fast' } })
  })
})
