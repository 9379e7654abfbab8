import { checkTaskBody } from './definition-checks.js'
import { echoedSecrets, noticeAnswer, shown, stored } from './definitions.js'
import { type Answer, json, malformed, Refusal, serviceError } from './exchange.js'
import type { Job } from './job.js'
import { checkFields, type Fields, text } from './request-checks.js'
import { type Call, dialect, type Route, type Service } from './route.js'

type Version = 'v1' | 'v3'
type Handler = (call: Call, service: Service) => unknown

const GET_ALL = { get_all_params: 'boolean' } as const

export const definitionRoutes: readonly Route[] = [
  route('GET', 'v1', '/v1/job/:job/config', 'task-details', config, GET_ALL),
  route('GET', 'v3', '/v3/jobs/:job/query', 'task-details', config, GET_ALL),
  route('POST', 'v1', '/v1/job/create', 'task-create', create),
  route('POST', 'v3', '/v3/jobs/create', 'task-create', create),
  route('POST', 'v1', '/v1/job/update', 'task-update', update),
  route('POST', 'v3', '/v3/jobs/update', 'task-update', update),
  route('DELETE', 'v1', '/v1/job/:job/delete', 'task-delete', remove),
  bare(route('POST', 'v3', '/v3/jobs/:job/delete', 'task-delete', remove)),
  route('POST', 'v1', '/v1/job/:job/disable', 'task-disable', (call, service) => {
    const { disabled } = checkFields(call.body, ['disabled', 'reason'])
    if (typeof disabled !== 'boolean') throw malformed('disabled must be a boolean')
    jobOf(call, service).with({ disabled })
  }),
  bare(route('POST', 'v3', '/v3/jobs/:job/disable', 'task-disable', switched(true))),
  bare(route('POST', 'v3', '/v3/jobs/:job/recover', 'task-disable', switched(false))),
  route('GET', 'v1', '/v1/job/:job/notice', 'task-notice', notices),
  route('GET', 'v3', '/v3/jobs/notice/:job/query', 'task-notice', notices),
  route('PUT', 'v1', '/v1/job/:job/notice', 'task-notice-set', setNotice),
  route('POST', 'v3', '/v3/jobs/notice/:job/update', 'task-notice-set', setNotice),
  {
    method: 'GET',
    pattern: '/v1/job/check/exist',
    name: 'check-exist',
    family: 'check-exist',
    offer: dialect('checkExist'),
    query: { project_id: 'string!', job_name: 'string!' },
    answer: ({ query }, service) =>
      json({
        result: named(service, query['project_id'], query['job_name']) !== undefined,
        status: 'success',
      }),
  },
  {
    ...route('GET', 'v1', '/v1/job/recycling-jobs', 'recycle-bin', () => undefined),
    query: { page_no: 'integer!', page_size: 'integer!', search: 'string' },
    answer: (_call, service) => {
      const binned = [...service.jobs.values()].filter(({ traits }) => traits.deleted)
      const job_list = binned.map(({ id, traits }) => ({
        job_id: id,
        job_name: traits.name,
        project_id: traits.projectId,
      }))
      return wrapped({ job_list, keep_time: 29, total: binned.length })
    },
  },
]

function route(
  method: Route['method'],
  version: Version,
  pattern: string,
  family: string,
  handle: Handler,
  query: NonNullable<Route['query']> = {},
): Route {
  return {
    method,
    pattern,
    name: `${family}-${pattern.endsWith('recover') ? 'recover-' : ''}${version}`,
    family,
    offer: dialect('definitions', version),
    query,
    answer: (call, service) => wrapped(handle(call, service) ?? null),
  }
}

/** The vendor's Node SDK sends these without any body; the action sends `{}`. */
function bare(posted: Route): Route {
  return { ...posted, emptyBody: true }
}

function switched(disabled: boolean): Handler {
  return (call, service) => {
    checkFields(call.body ?? {}, [])
    jobOf(call, service).with({ disabled })
  }
}

function wrapped(result: unknown): Answer {
  return json({ result, error: null, status: 'success' })
}

function jobOf(call: Call, service: Service): Job {
  return service.job(call.params['job'] ?? '')
}

function config(call: Call, service: Service): Fields {
  const job = jobOf(call, service)
  const { name, projectId } = job.traits
  const parameters = Object.entries(job.traits.defaults).map(defaultOf)
  const base = { arch: 'x86-64', steps: [], parameters, ...job.definition }
  const task = { ...base, job_id: job.id, job_name: name, project_id: projectId }
  return shown(task, call.query['get_all_params'] === 'true')
}

/** A parameter of a task that no call here has defined. */
function defaultOf([name, value]: readonly [string, string]): Fields {
  const params = Object.entries({
    name,
    type: 'normalparam',
    defaultValue: value,
    staticVar: 'true',
  })
  return {
    name: 'hudson.model.StringParameterDefinition',
    params: params.map(([field, text]) => ({ name: field, value: text, limits: null })),
  }
}

function named(service: Service, project: string | undefined, name: string | undefined) {
  return [...service.jobs.values()].find(
    ({ traits }) => !traits.deleted && traits.projectId === project && traits.name === name,
  )
}

function create(call: Call, service: Service) {
  const body = checkTaskBody(call.body, 'create')
  reportEchoes(body, service)
  const [projectId, name] = [text(body, 'project_id'), text(body, 'job_name')]
  if (named(service, projectId, name) !== undefined) throw nameTaken(name)
  const job = service.newJob()
  job.with({ name, projectId }).definition = stored(body)
  return { job_id: job.id }
}

/** Replaces everything: what the body lacks is gone. */
function update(call: Call, service: Service) {
  const body = checkTaskBody(call.body, 'update')
  reportEchoes(body, service)
  const job = service.job(text(body, 'job_id'))
  const [projectId, name] = [text(body, 'project_id'), text(body, 'job_name')]
  if (projectId !== job.traits.projectId) throw malformed('project_id is another one')
  const other = named(service, projectId, name)
  if (other !== undefined && other !== job) throw nameTaken(name)
  job.with({ name }).definition = stored(body)
  return { job_id: job.id }
}

function remove(call: Call, service: Service) {
  if (call.arrival.method === 'POST') checkFields(call.body ?? {}, [])
  const job = jobOf(call, service).with({ deleted: true })
  return { job_id: job.id, project_id: job.traits.projectId }
}

function notices(call: Call, service: Service) {
  const { notices: known } = jobOf(call, service)
  return [...known].map(([type, notice]) => noticeAnswer(type, notice))
}

function setNotice(call: Call, service: Service) {
  const known = ['notice_type', 'enabled_event_type_names', 'param_config']
  const body = checkFields(call.body, known)
  const events = body['enabled_event_type_names']
  if (!Array.isArray(events)) throw malformed('enabled_event_type_names must be a list')
  const config = body['param_config']
  const job = jobOf(call, service)
  job.notices.set(text(body, 'notice_type'), {
    events: events.map(String),
    paramConfig: typeof config === 'string' ? config : null,
  })
  return { job_id: job.id }
}

function reportEchoes(body: Fields, service: Service): void {
  for (const name of echoedSecrets(body)) {
    service.report({ kind: 'request', what: `parameter ${name}: its secret is lost` })
  }
}

/** No code is documented for it. */
function nameTaken(name: string): Refusal {
  return new Refusal(serviceError(422, 'DEVCB.00030000', `The task name ${name} already exists`))
}
