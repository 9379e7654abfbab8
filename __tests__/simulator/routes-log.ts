import type { Build } from './build-machine.js'
import { json, Refusal, serviceError } from './exchange.js'
import { type Call, dialect, type Route, type Service } from './route.js'

/** Lines of a v1 page when the request names no other size. */
const V1_PAGE_LINES = 1_000

export const logRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/v3/jobs/:job/:build/real-time-log',
    name: 'log-v3',
    family: 'log',
    offer: dialect('log', 'v3'),
    query: { offset: 'integer!', length: 'integer' },
    answer: (call, service) =>
      json({ result: pageV3(call, service), error: null, status: 'success' }),
  },
  {
    method: 'GET',
    pattern: '/v1/log/:job/:build/real-time-log',
    name: 'log-v1',
    family: 'log',
    offer: dialect('log', 'v1'),
    query: { start_offset: 'integer', end_offset: 'integer', sort: 'string', size: 'integer!' },
    answer: (call, service) =>
      json({ result: pageV1(call, service), error: null, status: 'success' }),
  },
]

function pageV3(call: Call, service: Service) {
  const build = loggedBuild(call, service)
  const asked = takeOffset(build, Number(call.query.offset), service)
  const size = Math.min(Number(call.query.length ?? '1000000'), service.settings.logPageSize)
  const { from, page, next, more } = readPage(build, asked, size, call, service)
  return { content: page, current_offset: from, offset: next, has_more_data: more }
}

/** `size` counts lines, as the sample's offsets suggest: 114,360 characters for a fixed size of 1,000. */
function pageV1(call: Call, service: Service) {
  const build = loggedBuild(call, service)
  const asked = takeOffset(build, Number(call.query.start_offset ?? '0'), service)
  const until = Number(call.query.end_offset ?? '0')
  const { logPageSize, v1OffsetsAs } = service.settings
  const size = until > asked ? Math.min(until - asked, logPageSize) : logPageSize
  const lines = Number(call.query.size) || V1_PAGE_LINES
  const { from, page, next, more } = readPage(build, asked, size, call, service, lines)
  const offset = (value: number) => (v1OffsetsAs === 'string' ? String(value) : value)
  return {
    start_offset: offset(from),
    end_offset: offset(next),
    log: page,
    has_more: more,
    location: 'jenkins',
  }
}

function readPage(
  build: Build,
  asked: number,
  size: number,
  call: Call,
  service: Service,
  lines = Infinity,
) {
  const now = service.now()
  const log = build.log()
  const change = call.pageChange
  const from = change === 'skipped' ? log.slice(asked, size, now).end : asked
  const start = change === 'repeated' ? Math.max(0, from - size) : from
  const slice = log.slice(start, size, now)
  const page = firstLines(slice.text, lines)
  const end = page.length === slice.text.length ? slice.end : start + log.measure(page)
  const next = change === 'stuck' ? asked : end
  build.offsetsGiven.add(start).add(next)
  const moreNow = next < log.readableEnd(now)
  const mayGrow = service.settings.hasMoreMeans === 'still-running' && build.phase(now) !== 'ended'
  return { from: start, page, next, more: moreNow || mayGrow }
}

function takeOffset(build: Build, offset: number, service: Service): number {
  if (!build.offsetsGiven.has(offset)) {
    service.report({ kind: 'offset', what: `offset ${offset} was never given out` })
  }
  return Math.max(0, offset)
}

/** The build, if it has a log: one that was never executed is answered with the log service's error. */
export function loggedBuild(call: Call, service: Service): Build {
  const build = service.build(call.params.job ?? '', Number(call.params.build))
  requireExecution(build, service)
  return build
}

export function requireExecution(build: Build, service: Service): void {
  if (build.executed(service.now())) return
  throw new Refusal(serviceError(500, 'CB.00030004', 'Failed to query the log'))
}

function firstLines(text: string, count: number): string {
  let end = 0
  for (let line = 0; line < count; line += 1) {
    const next = text.indexOf('\n', end)
    if (next < 0) return text
    end = next + 1
  }
  return text.slice(0, end)
}
