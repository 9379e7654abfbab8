import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { compare } from './answer-fields.js'
import { call } from './client.js'
import { FIELDS } from './fields.js'
import { build, lines, product, type Simulator, startSimulator } from './index.js'
import { JOB_ID as JOB, PROJECT_ID as PROJECT } from '../support/ids.js'

const PAUSED = '48c66c6002964721be537cdc6ce0297c'
const DAY = new Date(0).toISOString().slice(0, 10)

let now = 0
let sim: Simulator
const answers: Record<string, unknown> = {}

/** One call of each route, on a finished build with two kinds of products. */
async function ask(route: string, path: string, body?: unknown): Promise<void> {
  answers[route] = (await call(`${sim.url}${path}`, body)).json()
}

beforeAll(async () => {
  sim = await startSimulator({ clock: { now: () => now }, recordInfoV3Case: 'snake' })
  sim.job(PAUSED).with({ disabled: true })
  const finished = build()
    .step('Compile', lines(3))
    .products([product('shop.jar'), product('shop', { kind: 'image' })])
  sim.job(JOB).next(finished, build().runsFor('1h'), build().runsFor('1h'), build().runsFor('1h'))
  const scm = { build_type: 'commitId', build_commit_id: 'a'.repeat(40) }
  const start = { job_id: JOB, parameter: [{ name: 'PROFILE', value: 'release' }], scm }
  await ask('start-v3', '/v3/jobs/build', start)
  await ask('start-v1', '/v1/job/execute', start)
  await ask('start-v1', '/v1/job/execute', start)
  await ask('start-v1', '/v1/job/execute', start)
  now = 60_000
  const record =
    sim.builds.find(({ jobId, number }) => jobId === JOB && number === 1)?.recordId ?? ''
  await ask('status-v3', `/v3/jobs/${JOB}/status`)
  await ask('status-v1', `/v1/job/${JOB}/status?build_no=1`)
  await ask('running-status', `/v1/job/${JOB}/running-status`)
  await ask('build-info', `/v1/job/${JOB}/1/build-info`)
  await ask('record-info-v4', `/v4/jobs/${JOB}/1/record-info`)
  await ask('record-info-v3', `/v3/jobs/${JOB}/1/record-info`)
  await ask('record-info-v1', `/v1/record/${JOB}/1/record-info`)
  await ask('history-details', `/v3/jobs/${JOB}/1/history-details`)
  await ask('log-v3', `/v3/jobs/${JOB}/1/real-time-log?offset=0&length=1000`)
  await ask('log-v1', `/v1/log/${JOB}/1/real-time-log?start_offset=0&size=1000`)
  await ask('output-info', `/v3/jobs/${JOB}/1/output-info`)
  await ask('stop-v3-path', `/v3/jobs/${JOB}/2/stop`, {})
  await ask('stop-v3-body', '/v3/jobs/stop', { job_id: JOB, build_no: '3' })
  const days = `start_time=${DAY}&end_time=${DAY}`
  await ask('period-history', `/v3/jobs/${JOB}/period-history?offset=0&limit=10&${days}`)
  await ask('history', `/v3/jobs/${JOB}/history?offset=0&limit=10&interval=7`)
  const moments = `start_time=${DAY}%2000:00:00&end_time=${DAY}%2023:59:59`
  await ask('history-v1-list', `/v1/record/${JOB}/list?${moments}`)
  await ask('build-info-record', `/v1/record/${JOB}/1/build-info-record`)
  await ask('history-parameters', `/v1/job/${JOB}/1/history-parameters`)
  await ask('flow-graph-v3', `/v3/${record}/flow-graph`)
  await ask('flow-graph-v1', `/v1/record/${record}/flow-graph`)
  await ask('success-ratio', `/v3/jobs/${JOB}/success-ratio?${days}`)
  await ask('jobs-v3', `/v3/${PROJECT}/jobs?page_index=0&page_size=10`)
  await ask('jobs-v1', `/v1/job/${PROJECT}/list?page_index=0&page_size=10`)
  await ask('job-info', `/v1/job/${JOB}/info`)
  const step = { module_id: 'm', name: 'S', enable: true, properties: { image: 'i' } }
  const params = [{ name: 'name', value: 'branch' }]
  const body = {
    ...{ arch: 'arm', project_id: PROJECT, job_name: 'defined', steps: [step] },
    scms: [{ scm_type: 'codehub', url: 'git@host:a/b.git' }],
    parameters: [{ name: 'hudson.model.StringParameterDefinition', params }],
  }
  await ask('task-create-v1', '/v1/job/create', body)
  const defined = sim.tasks.find(({ traits }) => traits.name === 'defined')
  defined?.notices.set('MAIL', { events: ['buildJobFail'], paramConfig: null })
  await ask('task-details-v1', `/v1/job/${defined?.id}/config?get_all_params=true`)
  await ask('task-details-v3', `/v3/jobs/${defined?.id}/query?get_all_params=true`)
  await ask('task-notice-v1', `/v1/job/${defined?.id}/notice`)
  await ask('task-notice-v3', `/v3/jobs/notice/${defined?.id}/query`)
  await ask('check-exist', `/v1/job/check/exist?project_id=${PROJECT}&job_name=defined`)
  await ask('recycle-bin-v1', '/v1/job/recycling-jobs?page_no=1&page_size=10')
  const notice = { notice_type: 'MAIL', enabled_event_type_names: ['buildJobFail'] }
  await ask('task-notice-set-v3', `/v3/jobs/notice/${defined?.id}/update`, notice)
  const template = { name: 'T3', template: { steps: [step] }, tool_type: 'maven' }
  await ask('template-create-v3', '/v3/templates/create', template)
  await ask('template-create-v1', '/v1/template/create', { name: 'T', template: { steps: [step] } })
  await ask('check-disable', `/v1/job/${PAUSED}/check/disable`)
})

afterAll(() => sim.close())

describe('the answers of the simulator', () => {
  it.each(Object.entries(FIELDS))('hold to the published fields of %s', (route, table) => {
    expect(compare(answers[route], table)).toEqual({ strange: [], missing: [] })
  })

  it.each(Object.entries(FIELDS))(
    'of %s say what is otherwise by paths that they have',
    (_, table) => {
      const { needs, differs = {}, ...types } = table
      const known = Object.values(types).flatMap((paths) => paths.split(' '))
      const named = Object.keys(differs).flatMap((paths) => paths.split(' '))
      expect(named.filter((path) => !known.includes(path))).toEqual([])
      expect(needs).not.toBe('')
    },
  )

  it('come without a complaint about the requests of this test', () => {
    expect(sim.problems).toEqual([])
  })

  it('write the v3 record in camelCase too, with the same fields', async () => {
    const camel = await startSimulator({ recordInfoV3Case: 'camel' })
    camel.job(JOB).start()
    const answer = (await call(`${camel.url}/v3/jobs/${JOB}/1/record-info`)).text
    await camel.close()
    expect(answer).toContain('"buildRecordId":')
    expect(answer).not.toContain('"build_record_id":')
  })
})
