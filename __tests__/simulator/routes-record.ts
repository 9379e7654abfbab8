import type { Build } from './build-machine.js'
import { json } from './exchange.js'
import { type Call, dialect, type Route, type Service } from './route.js'
import { recordTime } from './service-time.js'

export const recordRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/v4/jobs/:job/:build/record-info',
    name: 'record-info-v4',
    family: 'record-info',
    offer: dialect('recordInfo', 'v4'),
    answer: (call, service) =>
      json({ result: recordInfo(call, service), error: null, status: 'success' }),
  },
  {
    method: 'GET',
    pattern: '/v3/jobs/:job/:build/record-info',
    name: 'record-info-v3',
    family: 'record-info',
    offer: dialect('recordInfo', 'v3'),
    answer: (call, service) => {
      const snake = recordInfo(call, service)
      const result = service.settings.recordInfoV3Case === 'camel' ? camelCase(snake) : snake
      return json({ result, success: true, message: null, err_code: null })
    },
  },
  {
    method: 'GET',
    pattern: '/v1/record/:job/:build/record-info',
    name: 'record-info-v1',
    family: 'record-info',
    offer: dialect('recordInfo', 'v1'),
    answer: (call, service) =>
      json({ result: recordInfo(call, service), error: null, status: 'success' }),
  },
]

function recordInfo(call: Call, service: Service): Record<string, unknown> {
  const build = service.build(call.params.job ?? '', Number(call.params.build))
  const now = service.now()
  const { word, finished } = build.status(now)
  return {
    ...identityOf(build),
    ...sourceOf(build),
    ...timesOf(build, now, finished),
    status: word,
    record_status: null,
    err_msg: build.phase(now) === 'ended' ? build.plan.outcome.errMsg : null,
  }
}

function identityOf(build: Build): Record<string, unknown> {
  const { identity, recordId, primaryKey } = build
  return {
    id: primaryKey,
    build_record_id: recordId,
    build_no: identity.number,
    daily_build_num: identity.dailyNumber,
    build_project_id: primaryKey,
    codeci_job_id: identity.jobId,
    devcloud_project_id: identity.projectId,
    domain_id: '60021bab32fd450aa2cb89226f425e06',
    user_id: 'ae22fd035f354cfa8d82a3f1c8940446',
    execution_id: `j_${recordId.slice(0, 8)}`,
    parent_record_id: null,
    region: 'cn-north-4',
    use_private_slave: 0,
    trigger_type: 'MANUAL',
    build_config_type: 'ACTION',
  }
}

function sourceOf(build: Build): Record<string, unknown> {
  const { request, identity } = build
  const { recordCommit: commit = build.commit } = build.plan
  return {
    branch: 'main',
    tag: request.tag ?? null,
    commit,
    commit_message: commit === null ? null : 'Change something',
    commit_create_time: commit === null ? null : recordTime(identity.createdAt),
    build_type: request.buildType ?? 'branch',
    repo_id: '2111616838',
    repo_name: 'octo-repo',
  }
}

function timesOf(build: Build, now: number, finished: boolean): Record<string, unknown> {
  const { createdAt } = build.identity
  const executed = build.executed(now)
  const end = Math.min(build.endedAt, now)
  return {
    create_time: recordTime(createdAt),
    queued_time: recordTime(createdAt),
    runnable_time: recordTime(createdAt),
    schedule_time: executed ? recordTime(build.startedAt) : null,
    start_time: executed ? recordTime(build.startedAt) : null,
    finish_time: finished ? recordTime(end) : null,
    duration: finished && executed ? Math.max(0, Math.floor(end - build.startedAt)) : null,
  }
}

function camelCase(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const camel = (name: string) =>
    name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [camel(name), value]))
}
