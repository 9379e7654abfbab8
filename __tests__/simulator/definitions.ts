import { type Fields, isFields } from './request-checks.js'

/** How the service shows a sensitive value. Whether stars, ciphertext or the value itself comes back is not documented. */
const STARRED = '******'

export interface StoredNotice {
  readonly events: readonly string[]
  readonly paramConfig: string | null
}

export interface StoredTemplate {
  readonly uuid: string
  readonly fields: Fields
}

const NO_EVENTS = {
  buildJobFail: false,
  buildJobSuccess: false,
  deleteJob: false,
  forbiddenJob: false,
  updateConfigJob: false,
}

export function noticeAnswer(type: string, { events, paramConfig }: StoredNotice): Fields {
  const enabled = Object.fromEntries(events.map((event) => [event, true]))
  return { notice_type: type, enable_map: { ...NO_EVENTS, ...enabled }, param_config: paramConfig }
}

export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : []
}

/** What the service makes of a body: it fills in what it knows, and stores nothing else than was sent. */
export function stored(body: Fields): Fields {
  return {
    host_type: 'devcloud',
    ...body,
    scms: listOf(body['scms']).map((scm) => ({
      build_type: 'branch',
      depth: '1',
      repo_id: '2111616838',
      web_url: 'https://devcloud.example.com/codehub/2111616838/home',
      end_point_id: null,
      source: null,
      ...scm,
    })),
    steps: listOf(body['steps']).map((step) => ({
      version: '20231001.6',
      ...step,
      properties: {
        preCondition: 'SUCCESS',
        ...(isFields(step['properties']) ? step['properties'] : {}),
      },
    })),
  }
}

/** The details call's answer; without the flag there are neither steps nor repositories (the published sample). */
export function shown(task: Fields, whole: boolean): Fields {
  const some = whole ? {} : { steps: null, scms: null }
  return {
    ...task,
    parameters: listOf(task['parameters']).map(shownParameter),
    domain_id: '60021bab32fd450aa2cb89226f425e06',
    limit_time: '4',
    source_code: 'codehub',
    actions: [],
    build_environment_type: 'docker',
    ...some,
  }
}

export function paramIn(parameter: Fields, name: string): string {
  const value = listOf(parameter['params']).find((param) => param['name'] === name)?.['value']
  return typeof value === 'string' ? value : ''
}

/** The outer name comes in upper case in one sample of "Obtaining Build Task Details". */
function shownParameter(parameter: Fields): Fields {
  const isSecret = paramIn(parameter, 'sensitiveVar') === 'true'
  const params = listOf(parameter['params']).map((param) => {
    const limits = param['limits'] ?? null
    return isSecret && param['name'] === 'defaultValue'
      ? { ...param, limits, value: STARRED }
      : { ...param, limits }
  })
  return { ...parameter, name: String(parameter['name']).toUpperCase(), params }
}

/** Names of sensitive parameters whose value is what the service itself shows, or nothing: the secret would be lost. */
export function echoedSecrets(body: Fields): readonly string[] {
  return listOf(body['parameters'])
    .filter((one) => paramIn(one, 'sensitiveVar') === 'true')
    .filter((one) => ['', STARRED].includes(paramIn(one, 'defaultValue')))
    .map((one) => paramIn(one, 'name'))
}
