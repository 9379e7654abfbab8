import { gzipSync } from 'node:zlib'
import type { Build } from './build-machine.js'
import { type Answer, malformed, json, Refusal, serviceError } from './exchange.js'
import { requireExecution } from './routes-log.js'
import { type Call, dialect, type QueryRule, type Route, type Service } from './route.js'

const LEVEL: Readonly<Record<string, QueryRule>> = { log_level: 'string' }

export const logFileRoutes: readonly Route[] = [
  taskLog('task-log-v4', '/v4/:record/task-log'),
  taskLog('task-log-v1', '/v1/log/:record/task-log'),
  downloadLog('download-log-v4', '/v4/:record/download-log', LEVEL),
  downloadLog('download-log-v3', '/v3/:record/download-log', {}),
  downloadLog('download-log-v1', '/v1/log/:record/download-log', { ...LEVEL, compress: 'boolean' }),
]

function taskLog(name: string, pattern: string): Route {
  return {
    method: 'GET',
    pattern,
    name,
    family: 'task-log',
    offer: dialect('log', 'task-log'),
    query: { ...LEVEL, task_name: 'string!' },
    answer: (call, service) => {
      const build = recordOf(call, service)
      const step = stepNumber(build, call.query.task_name ?? '', service)
      return step < 0 ? nothingThere(service) : file(build, service, step)
    },
  }
}

function downloadLog(
  name: string,
  pattern: string,
  query: Readonly<Record<string, QueryRule>>,
): Route {
  return {
    method: 'GET',
    pattern,
    name,
    family: 'download-log',
    offer: dialect('log', 'download-log'),
    query,
    answer: (call, service) => {
      const answer = file(recordOf(call, service), service)
      if (call.query.compress !== 'true' || answer.type.startsWith('application/json'))
        return answer
      return { ...answer, body: gzipSync([...asTexts(answer)].join('')) }
    },
  }
}

function recordOf(call: Call, service: Service): Build {
  const level = call.query.log_level ?? 'INFO'
  if (level !== 'INFO' && level !== 'DEBUG') throw malformed(`query log_level: ${level}`)
  const build = service.record(call.params.record ?? '')
  requireExecution(build, service)
  return build
}

/** `stageN` counts from 1 (DOC, "Downloading Step Logs"); a name finds its first step. */
function stepNumber(build: Build, taskName: string, service: Service): number {
  const steps = build.timeline.steps.map(({ plan }, index) => ({ name: plan.name, plan, index }))
  const counted =
    service.settings.stageNumbers === 'all' ? steps : steps.filter(({ plan }) => !plan.hidden)
  const [, ordinal] = /^stage(\d+)$/.exec(taskName) ?? []
  const found =
    ordinal === undefined
      ? steps.find(({ name }) => name === taskName)
      : counted[Number(ordinal) - 1]
  return found?.index ?? -1
}

function file(build: Build, service: Service, step?: number): Answer {
  const now = service.now()
  const running = build.phase(now) !== 'ended'
  if (running && service.settings.filesWhileRunning === 'nothing') return nothingThere(service)
  const log = build.log()
  if (log.chunks(now, step).next().done === true) return nothingThere(service)
  return {
    status: 200,
    type: 'application/octet-stream',
    headers: { 'Content-Disposition': 'attachment; filename="build.log"' },
    body: log.chunks(now, step),
  }
}

/** JSON instead of a file means that there is none, with HTTP 200 too (Terraform provider). */
function nothingThere(service: Service): Answer {
  const status = service.settings.nothingThereStatus
  if (status === 200) return json({ error: null, result: null, status: 'success' })
  throw new Refusal(serviceError(status, 'CB.00030004', 'The log does not exist'))
}

function asTexts(answer: Answer): Iterable<string> {
  if (typeof answer.body === 'string') return [answer.body]
  return answer.body instanceof Uint8Array ? [Buffer.from(answer.body).toString()] : answer.body
}
