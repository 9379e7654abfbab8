import { json, malformed } from './exchange.js'
import type { Job } from './job.js'
import { type Call, dialect, type Route, type Service } from './route.js'
import { chinaMoment } from './service-time.js'

const DAY_MS = 86_400_000

export const taskRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/v3/:project/jobs',
    name: 'jobs-v3',
    family: 'jobs',
    offer: dialect('jobs', 'v3'),
    query: { page_index: 'integer!', page_size: 'integer!' },
    answer: (call, service) => json(jobList(call, service)),
  },
  {
    method: 'GET',
    pattern: '/v1/job/:project/list',
    name: 'jobs-v1',
    family: 'jobs',
    offer: dialect('jobs', 'v1'),
    query: {
      page_index: 'integer!',
      page_size: 'integer!',
      search: 'string',
      sort_field: 'string',
      sort_order: 'string',
      creator_id: 'string',
      build_status: 'string',
      by_group: 'boolean',
      group_path_id: 'string',
    },
    answer: (call, service) => {
      const { total, jobs } = jobList(call, service)
      if (service.settings.jobListV1As === 'jobs') return json({ total, jobs })
      return json({ result: { total, job_list: jobs }, error: null, status: 'success' })
    },
  },
  {
    method: 'GET',
    pattern: '/v1/job/:job/info',
    name: 'job-info',
    family: 'job-info',
    offer: dialect('jobInfo'),
    answer: (call, service) =>
      json({ result: jobInfo(call, service), error: null, status: 'success' }),
  },
  {
    method: 'GET',
    pattern: '/v1/job/:job/check/disable',
    name: 'check-disable',
    family: 'check-disable',
    offer: dialect('checkDisable'),
    answer: (call, service) => {
      const { id, traits } = service.job(call.params.job ?? '')
      const result = { disabled: 1, job_id: id, job_name: traits.name, reson: 'paused' }
      return json({ result: traits.disabled ? result : null, error: null, status: 'success' })
    },
  },
  {
    method: 'GET',
    pattern: '/v3/jobs/:job/success-ratio',
    name: 'success-ratio',
    family: 'success-ratio',
    offer: dialect('successRatio'),
    query: { start_time: 'day!', end_time: 'day!' },
    answer: (call, service) => json(successRatio(call, service)),
  },
  {
    method: 'GET',
    pattern: '/v3/:record/flow-graph',
    name: 'flow-graph-v3',
    family: 'flow-graph',
    offer: dialect('flowGraph', 'v3'),
    answer: (call, service) =>
      json({ result: flowGraph(call, service), success: true, message: null, err_code: null }),
  },
  {
    method: 'GET',
    pattern: '/v1/record/:record/flow-graph',
    name: 'flow-graph-v1',
    family: 'flow-graph',
    offer: dialect('flowGraph', 'v1'),
    answer: (call, service) =>
      json({ result: flowGraph(call, service), error: null, status: 'success' }),
  },
]

function jobList(call: Call, service: Service) {
  const { project } = call.params
  const search = call.query.search ?? ''
  const index = Number(call.query.page_index)
  const size = Number(call.query.page_size)
  if (index < 0) throw malformed(`query page_index: ${index}`)
  if (size < 1 || size > 100) throw malformed(`query page_size: ${size}`)
  const jobs = [...service.jobs.values()].filter(
    ({ traits }) =>
      traits.listed &&
      !traits.deleted &&
      traits.projectId === project &&
      traits.name.includes(search),
  )
  const shown = jobs.slice(index * size, (index + 1) * size)
  return { total: jobs.length, jobs: shown.map((job) => listed(job, service.now())) }
}

function listed(job: Job, now: number) {
  const last = job.builds.at(-1)
  return {
    id: job.id,
    job_name: job.traits.name,
    ...permissions(job),
    is_finished: last === undefined || last.phase(now) === 'ended',
    last_build_status: last?.endWord === 'SUCCESS' ? 'blue' : 'red',
    last_build_time: last?.identity.createdAt ?? null,
    health_score: 100,
    source_code: 'codehub',
    job_creator: 'ae22fd035f354cfa8d82a3f1c8940446',
    user_name: 'builder',
  }
}

function permissions({ traits }: Job) {
  return {
    disabled: traits.disabled,
    is_execute: traits.isExecute,
    is_view: true,
    is_forbidden: true,
    is_modify: false,
    is_copy: false,
    is_delete: false,
    favorite: false,
  }
}

function jobInfo(call: Call, service: Service) {
  const job = service.job(call.params.job ?? '')
  const running = job.builds.some((one) => one.phase(service.now()) === 'running')
  return {
    id: job.id,
    job_name: job.traits.name,
    project_id: job.traits.projectId,
    ...permissions(job),
    running_status: running ? 'Running' : 'Finished',
    health_score: 100,
    source_code: 'codehub',
  }
}

function successRatio(call: Call, service: Service) {
  const from = chinaMoment(call.query.start_time ?? '')
  const until = chinaMoment(call.query.end_time ?? '') + DAY_MS
  const { builds } = service.job(call.params.job ?? '')
  const ended = builds.filter(
    (one) =>
      one.identity.createdAt >= from &&
      one.identity.createdAt < until &&
      one.phase(service.now()) === 'ended',
  )
  const good = ended.filter((one) => one.endWord === 'SUCCESS').length
  const ratio = ended.length === 0 ? 0 : Math.round((good / ended.length) * 100) / 100
  return { success_count: good, success_ratio: ratio, total_count: ended.length }
}

/** Empty for a build that isn't a flow of several tasks (observed on a live service). */
function flowGraph(call: Call, service: Service) {
  service.record(call.params.record ?? '')
  return { edges: [], vertices: [] }
}
