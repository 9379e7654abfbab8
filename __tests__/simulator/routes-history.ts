import type { Build } from './build-machine.js'
import { json, malformed, Refusal, serviceError } from './exchange.js'
import { type Call, dialect, type Route, type Service } from './route.js'
import { chinaMoment, historyTime } from './service-time.js'

const DAY_MS = 86_400_000

export const historyRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/v3/jobs/:job/period-history',
    name: 'period-history',
    family: 'history',
    offer: dialect('history', 'period-history'),
    query: { offset: 'integer!', limit: 'integer!', start_time: 'day!', end_time: 'day!' },
    answer: (call, service) => {
      const from = chinaMoment(call.query.start_time ?? '')
      const until = chinaMoment(call.query.end_time ?? '') + DAY_MS
      if (until - from > 31 * DAY_MS) throw rangeTooLong()
      return historyPage(call, service, { from, until }, withSource)
    },
  },
  {
    method: 'GET',
    pattern: '/v3/jobs/:job/history',
    name: 'history',
    family: 'history',
    offer: dialect('history', 'history'),
    query: { offset: 'integer!', limit: 'integer!', interval: 'integer!' },
    answer: (call, service) => {
      const days = Number(call.query.interval)
      if (days < 0 || days > 30) throw malformed(`query interval: ${days}`)
      const until = service.now() + 1
      return historyPage(call, service, { from: until - days * DAY_MS, until }, plain)
    },
  },
  {
    method: 'GET',
    pattern: '/v1/record/:job/list',
    name: 'history-v1-list',
    family: 'history',
    offer: dialect('history', 'v1-list'),
    query: {
      start_time: 'moment!',
      end_time: 'moment!',
      page_index: 'integer',
      page_size: 'integer',
    },
    answer: listV1,
  },
  {
    method: 'GET',
    pattern: '/v1/record/:job/:build/build-info-record',
    name: 'build-info-record',
    family: 'build-info-record',
    offer: dialect('history', 'v1-list'),
    answer: (call, service) => {
      const build = service.build(call.params.job ?? '', Number(call.params.build))
      return json({ result: buildState(build, service.now()), error: null, status: 'success' })
    },
  },
]

interface Period {
  readonly from: number
  readonly until: number
}

/** `offset` counts pages from 0, newest build first. */
function historyPage(
  call: Call,
  service: Service,
  period: Period,
  record: (build: Build, now: number) => Record<string, unknown>,
) {
  const builds = within(call, service, period)
  const shown = page(builds, Number(call.query.offset), Number(call.query.limit))
  const records = shown.map((build) => record(build, service.now()))
  const bare = service.settings.historyOfOneAs === 'object' && records.length === 1
  return json({ total: builds.length, history_records: bare ? records[0] : records })
}

function listV1(call: Call, service: Service) {
  const from = chinaMoment(call.query.start_time ?? '')
  const until = chinaMoment(call.query.end_time ?? '') + 1_000
  if (until - from > 31 * DAY_MS + 1_000) throw rangeTooLong()
  const builds = within(call, service, { from, until })
  const index = Number(call.query.page_index ?? '0')
  const size = Number(call.query.page_size ?? '10')
  const result = {
    health_score: '0',
    page_index: String(index),
    total_page: String(Math.ceil(builds.length / (size || 1))),
    total_record: String(builds.length),
    job_build_states: page(builds, index, size).map((one) => buildState(one, service.now())),
  }
  return json({ result, error: null, status: 'success' })
}

function rangeTooLong(): Refusal {
  const answer = serviceError(400, 'CB.00031105', 'The time range exceeds 31 days')
  return new Refusal(answer, { kind: 'request', what: 'a history longer than 31 days' })
}

function within(call: Call, service: Service, { from, until }: Period): readonly Build[] {
  const { builds } = service.job(call.params.job ?? '')
  if (until < from) throw malformed('end_time is before start_time')
  const shown = builds.filter(
    (build) =>
      build.identity.createdAt >= from &&
      build.identity.createdAt < until &&
      build.phase(service.now()) !== 'hidden',
  )
  return shown.toReversed()
}

function page(builds: readonly Build[], index: number, size: number): readonly Build[] {
  if (index < 0) throw malformed(`page ${index}`)
  if (size < 1 || size > 100) throw malformed(`page size ${size}`)
  return builds.slice(index * size, (index + 1) * size)
}

function plain(build: Build, now: number): Record<string, unknown> {
  const { identity } = build
  return {
    job_id: identity.jobId,
    build_number: identity.number,
    // The daily number, in all samples: no log call takes it.
    record_id: identity.dailyNumber,
    start_time: historyTime(identity.createdAt),
    end_time: build.phase(now) === 'ended' ? historyTime(build.endedAt) : null,
    result: build.status(now).word,
  }
}

function withSource(build: Build, now: number): Record<string, unknown> {
  return {
    ...plain(build, now),
    branch: 'main',
    commit_id: build.commit,
    commit_message: build.commit === null ? null : 'Change something',
    executor: 'builder',
    trigger_type: 'Manual',
  }
}

function buildState(build: Build, now: number): Record<string, unknown> {
  const { identity, commit } = build
  const ended = build.phase(now) === 'ended'
  const costMs = Math.max(0, Math.floor(Math.min(now, build.endedAt) - build.startedAt))
  const words = { hidden: 'InQueue', queued: 'InQueue', running: 'Running', ended: 'Finished' }
  return {
    number: identity.number,
    daily_build_number: identity.dailyNumber,
    state: ended ? build.endWord : null,
    job_running_status: words[build.phase(now)],
    start_time: identity.createdAt,
    build_time: costMs,
    cost_time: costMs,
    commit_id: commit,
    commit_info: commit === null ? null : { commit_id: commit, created_at: null },
    build_type: build.request.buildType ?? 'branch',
    code_branch: 'main',
    executor: 'builder',
    nickname: 'builder',
    trigger_type: 'Manual',
    scm_type: 'codehub',
  }
}
