import {
  type Answer,
  type Arrival,
  gatewayError,
  json,
  Refusal,
  serviceError,
} from '../exchange.js'
import {
  checkBody,
  checkFields,
  type Fields,
  isFields,
  optionalText,
  text,
} from '../request-checks.js'
import type { ReleaseExecution } from './execution.js'
import type { Pipeline } from './pipeline.js'

/** How this copy of the service is, where the documents leave it open. */
export interface ReleaseSettings {
  readonly idsAs: 'number' | 'string'
  readonly offers: readonly ('records' | 'list')[]
  /** How far the records and the list are behind. */
  readonly lagMs: number
  readonly recordsWithoutStatus: boolean
  readonly listAs: 'array' | 'object'
  readonly now: () => number
}

const ID = /^[0-9A-Za-z-]{1,64}$/
const ACTIONS = ['start', 'stop', 'retry', 'approval', 'continue', 'rollback']

export interface ReleaseCall {
  readonly name: string
  readonly pipelineId: string
}

/** Which call a request is; undefined for none of the documented ones. */
export function callOf({ method, path }: Arrival): ReleaseCall | undefined {
  const list = /^\/v3\/([^/]+)\/pipeline\/pipelines$/.exec(path)
  if (list !== null) return method === 'GET' ? { name: 'list', pipelineId: '' } : undefined
  const one = /^\/v3\/([^/]+)\/pipeline\/pipelines\/([^/]+)\/(records|action)$/.exec(path)
  const [, project = '', pipelineId = '', name = ''] = one ?? []
  if (!ID.test(project) || !ID.test(pipelineId)) return undefined
  return (method === 'GET') === (name === 'records') ? { name, pipelineId } : undefined
}

export function answerTo(
  { name, pipelineId }: ReleaseCall,
  arrival: Arrival,
  pipelines: ReadonlyMap<string, Pipeline>,
  settings: ReleaseSettings,
): Answer {
  if (name === 'list') return list(arrival, pipelines, settings)
  const pipeline = pipelines.get(pipelineId)
  if (name === 'records' && !settings.offers.includes('records')) throw unpublished(arrival)
  if (pipeline === undefined) {
    throw new Refusal(serviceError(404, 'SVCSTG.00404', 'The pipeline does not exist'))
  }
  return name === 'records'
    ? records(arrival, pipeline, settings)
    : act(arrival, pipeline, settings)
}

function list(
  arrival: Arrival,
  pipelines: ReadonlyMap<string, Pipeline>,
  { offers, listAs, lagMs, now }: ReleaseSettings,
): Answer {
  if (!offers.includes('list')) throw unpublished(arrival)
  noQuery(arrival, [])
  const tasks = [...pipelines.values()].map((pipeline) => ({
    id: pipeline.id,
    name: `release-${pipeline.id.slice(0, 4)}`,
    status:
      pipeline.newest?.statusAt(now() - lagMs) ?? pipeline.executions.at(-2)?.statusAt(now()) ?? 1,
    creator: 'builder',
    last_trigger_at: pipeline.lastTriggerAt ?? null,
  }))
  return json(listAs === 'array' ? tasks : { pipelines: tasks })
}

function records(arrival: Arrival, pipeline: Pipeline, settings: ReleaseSettings): Answer {
  noQuery(arrival, [])
  const { now, lagMs, recordsWithoutStatus } = settings
  const shown = pipeline.executions.filter(({ createdAt }) => createdAt <= now() - lagMs).reverse()
  const list = shown.map((execution) => {
    const status = execution.statusAt(now() - lagMs)
    const { stages } = execution.plan
    return {
      id: idOf(execution, settings),
      pipeline_id: pipeline.id,
      trigger: 'manual',
      version: execution.plan.version ?? '1',
      create_time: execution.createdAt,
      ...(stages && { stages: stages(status) }),
      ...(!recordsWithoutStatus && { status }),
    }
  })
  return exact({ count: list.length, records: list })
}

function act(arrival: Arrival, pipeline: Pipeline, settings: ReleaseSettings): Answer {
  const { action_id: action = '' } = noQuery(arrival, ['action_id'])
  if (!ACTIONS.includes(action)) throw wrong(`query action_id: ${action}`)
  const body = checkBody(arrival.body, arrival.headers['content-type'])
  const allowed = { start: ['selected_tasks'], approval: ['task_name', 'approval_type', 'message'] }
  const fields = checkFields(
    body,
    allowed[action === 'start' || action === 'approval' ? action : 'start'],
  )
  if (action !== 'start' && action !== 'approval' && Object.keys(fields).length > 0) {
    throw wrong(`body: ${action} takes no fields`)
  }
  const execution = carryOut(action, fields, pipeline, settings.now())
  const status = execution.statusAt(settings.now())
  return exact({ id: idOf(execution, settings), pipeline_id: pipeline.id, status })
}

function carryOut(
  action: string,
  fields: Fields,
  pipeline: Pipeline,
  now: number,
): ReleaseExecution {
  const { newest } = pipeline
  const status = newest?.statusAt(now)
  if (action === 'start') {
    checkSelected(fields['selected_tasks'])
    if (newest?.isLive(now) === true) throw refused('The pipeline is running')
    return pipeline.start()
  }
  if (newest === undefined) throw refused('The pipeline was never executed')
  if (action === 'stop' && newest.isLive(now)) newest.stop(now)
  else if (action === 'retry' && status === 3) newest.retry(now)
  else if (action === 'continue' && status === 7) newest.proceed(now)
  else if (action === 'rollback' && (status === 2 || status === 3)) newest.rollback(now)
  else if (action === 'approval' && status === 5) approve(fields, newest, now)
  else throw refused(`${action} is not possible in status ${status ?? 'none'}`)
  return newest
}

function approve(fields: Fields, execution: ReleaseExecution, now: number): void {
  text(fields, 'task_name')
  optionalText(fields, 'message')
  const type = text(fields, 'approval_type')
  if (type !== 'agree' && type !== 'refuse') throw wrong(`body.approval_type: ${type}`)
  if (type === 'agree') execution.proceed(now)
  else execution.fail(now)
}

function checkSelected(selected: unknown): void {
  if (selected === undefined || selected === null) return
  if (!Array.isArray(selected) || selected.length === 0) throw wrong('body.selected_tasks')
  for (const stage of selected as unknown[]) {
    const tasks = isFields(stage) ? stage['tasks'] : undefined
    checkFields(stage, ['stage_name', 'tasks'], 'selected_tasks[]')
    const names = Array.isArray(tasks) ? (tasks as unknown[]) : []
    if (names.length === 0 || names.some((name) => typeof name !== 'string')) {
      throw wrong('body.selected_tasks[].tasks')
    }
  }
}

/** A number is marked: JSON.stringify would round a long one. */
function idOf({ id }: ReleaseExecution, { idsAs }: ReleaseSettings): string {
  return idsAs === 'number' ? `#${id}` : id
}

function exact(value: unknown): Answer {
  const answer = json(value)
  return { ...answer, body: JSON.stringify(value).replace(/"#(\d+)"/g, '$1') }
}

function noQuery({ query }: Arrival, known: readonly string[]): Record<string, string> {
  const unknown = [...query.keys()].find((name) => !known.includes(name))
  if (unknown !== undefined) throw wrong(`query ${unknown} is not documented`)
  return Object.fromEntries(query)
}

function unpublished(arrival: Arrival): Refusal {
  return new Refusal(
    gatewayError(404, '0101', 'The API does not exist or has not been published', arrival),
  )
}

function refused(what: string): Refusal {
  return new Refusal(serviceError(400, 'SVCSTG.00400', what))
}

function wrong(what: string): Refusal {
  return new Refusal(serviceError(400, 'SVCSTG.00401', what), { kind: 'request', what })
}
