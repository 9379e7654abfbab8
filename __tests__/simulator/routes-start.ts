import type { BuildRequest } from './build-machine.js'
import { json, malformed, Refusal, serviceError } from './exchange.js'
import { checkFields, optionalText, text } from './request-checks.js'
import { type Call, dialect, type Route, type Service } from './route.js'

/** CodeArts Build API reference, "Executing a Build Job with Parameters". */
const SCM_FIELDS = [
  'build_tag',
  'build_commit_id',
  'branch',
  'build_type',
  'repo_id',
  'repo_name',
  'scm_type',
  'url',
  'web_url',
]
const REFUSED_NAMES = [
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'PATH',
  'path',
  'BASH_ENV',
  'GIT_SSH_COMMAND',
]

const JOB_ID = /^[0-9A-Za-z]{32}$/

export const startRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: '/v3/jobs/build',
    name: 'start-v3',
    family: 'start',
    offer: dialect('start', 'v3'),
    answer: (call, service) => json(start(call, service)),
  },
  {
    method: 'POST',
    pattern: '/v1/job/execute',
    name: 'start-v1',
    family: 'start',
    offer: dialect('start', 'v1'),
    answer: (call, service) =>
      json({ result: start(call, service), error: null, status: 'success' }),
  },
]

function start(call: Call, service: Service) {
  const body = checkFields(call.body, ['job_id', 'parameter', 'scm'])
  const scm = body.scm === undefined || body.scm === null ? {} : readScm(body.scm, service)
  const request = { ...scm, parameters: readParameters(body.parameter) }
  const jobId = text(body, 'job_id')
  if (!JOB_ID.test(jobId)) throw malformed(`job_id: ${jobId}`)
  const job = service.job(jobId)
  // Neither refusal is documented; both are plain "no" with a code of the service's family.
  if (job.traits.disabled) {
    throw new Refusal(serviceError(422, 'DEVCB.00030000', 'The build task is disabled'))
  }
  if (!job.traits.isExecute) {
    throw new Refusal(serviceError(403, 'DEVCB.00030000', 'No permission to execute the task'))
  }
  const { identity, recordId } = job.start(request)
  return {
    octopus_job_name: `j_${recordId.slice(0, 8)}`,
    actual_build_number: String(identity.number),
    daily_build_number: identity.dailyNumber,
  }
}

function readScm(value: unknown, service: Service): Omit<BuildRequest, 'parameters'> {
  const scm = checkFields(value, SCM_FIELDS, 'scm')
  for (const name of SCM_FIELDS) optionalText(scm, name, 'scm')
  const buildType = optionalText(scm, 'build_type', 'scm')
  const commit = optionalText(scm, 'build_commit_id', 'scm')
  const tag = optionalText(scm, 'build_tag', 'scm')
  if (buildType !== undefined && !service.settings.knowsBuildType) {
    throw new Refusal(serviceError(400, 'CB.00060200', 'Invalid param: scm.build_type'))
  }
  if (buildType !== undefined && !['branch', 'tag', 'commitId'].includes(buildType)) {
    throw malformed(`scm.build_type: ${buildType}`)
  }
  if (buildType === 'commitId' && commit === undefined) throw malformed('scm.build_commit_id')
  if (buildType === 'tag' && tag === undefined) throw malformed('scm.build_tag')
  return {
    ...(commit === undefined ? {} : { commit }),
    ...(tag === undefined ? {} : { tag }),
    ...(buildType === undefined ? {} : { buildType }),
  }
}

function readParameters(value: unknown): Record<string, string> {
  const parameters: Record<string, string> = {}
  if (value === undefined || value === null) return parameters
  if (!Array.isArray(value)) throw malformed('parameter must be an array')
  for (const item of value as readonly unknown[]) {
    const fields = checkFields(item, ['name', 'value'], 'parameter')
    const name = text(fields, 'name', 'parameter')
    const content = optionalText(fields, 'value', 'parameter')
    if (!/^\w{1,128}$/.test(name)) throw malformed(`parameter name ${name}`)
    if (REFUSED_NAMES.includes(name)) throw malformed(`parameter name ${name} is refused`)
    if (content === undefined || content.length > 8_192) throw malformed(`parameter ${name}`)
    if (Object.hasOwn(parameters, name)) throw malformed(`parameter ${name} comes twice`)
    parameters[name] = content
  }
  return parameters
}
