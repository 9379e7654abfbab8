import type { Build } from './build-machine.js'
import { json, Refusal, serviceError } from './exchange.js'
import type { Product } from './plan.js'
import { type Call, dialect, type Route, type Service } from './route.js'

/** How the service shows a sensitive value. */
const STARRED = '******'

export const detailRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/v3/jobs/:job/:build/history-details',
    name: 'history-details',
    family: 'history-details',
    offer: dialect('historyDetails'),
    answer: (call, service) => json(historyDetails(call, service)),
  },
  {
    method: 'GET',
    pattern: '/v1/job/:job/:build/history-parameters',
    name: 'history-parameters',
    family: 'history-parameters',
    offer: dialect('historyParameters'),
    answer: (call, service) => {
      const build = service.build(call.params.job ?? '', Number(call.params.build))
      const shown = Object.entries(parameters(build, service))
      const result = shown.map(([name, value]) => ({ name, value }))
      return json({ result, error: null, status: 'success' })
    },
  },
  {
    method: 'GET',
    pattern: '/v3/jobs/:job/:build/output-info',
    name: 'output-info',
    family: 'output-info',
    offer: dialect('outputInfo'),
    answer: (call, service) =>
      json({ result: outputInfo(call, service), error: null, status: 'success' }),
  },
  {
    method: 'GET',
    pattern: '/v1/log/:job/:build/analysis',
    name: 'log-analysis',
    family: 'log-analysis',
    offer: dialect('analysis'),
    answer: (call, service) => {
      const build = service.build(call.params.job ?? '', Number(call.params.build))
      const result = { error_nodes: errorNodes(build, service.now()) }
      return json({ result, error: null, status: 'success' })
    },
  },
]

function historyDetails(call: Call, service: Service) {
  const job = service.job(call.params.job ?? '')
  const build = service.build(job.id, Number(call.params.build))
  const now = service.now()
  if (!build.executed(now)) {
    throw new Refusal(serviceError(403, 'CB.00031059', 'There is no build history'))
  }
  const steps = build.timeline.steps.map(({ plan }, index) => ({ plan, index }))
  const shown = parameters(build, service)
  return {
    job_name: job.traits.name,
    build_number: build.identity.number,
    project_id: job.traits.projectId,
    project_name: 'octo-project',
    parameters: service.settings.parametersAs === 'array' ? [shown] : shown,
    build_steps: steps
      .filter(({ plan }) => !plan.hidden)
      .map(({ plan, index }) => {
        const { status, buildTimeMs } = build.stepStatus(index, now)
        return { name: plan.name, status, build_time: buildTimeMs }
      }),
  }
}

function parameters(build: Build, service: Service): Record<string, string> {
  const { stars } = service.job(build.identity.jobId).traits
  const entries = Object.entries(build.request.parameters)
  return Object.fromEntries(
    entries.map(([name, value]) => [name, stars.includes(name) ? STARRED : value]),
  )
}

/** Products are there once the build ended well; the documents' samples show `null` for none. */
function outputInfo(call: Call, service: Service) {
  const build = service.build(call.params.job ?? '', Number(call.params.build))
  const done = build.phase(service.now()) === 'ended' && build.endWord === 'SUCCESS'
  const products = done ? build.plan.products : []
  const of = (kind: Product['kind']) => products.filter((one) => one.kind === kind)
  const described = (one: Product) => ({
    name: one.name,
    version: one.version,
    package_type: one.packageType,
    type: one.type,
    uri: one.uri,
    project_id: build.identity.projectId,
    daily_build_number: build.identity.dailyNumber,
  })
  const asMap = (some: readonly Product[]) =>
    some.length === 0 ? null : Object.fromEntries(some.map((one) => [one.name, described(one)]))
  const [single] = of('single')
  return {
    package_infos: asMap(of('package')),
    image_infos: asMap(of('image')),
    package_info: single === undefined ? null : described(single),
  }
}

function errorNodes(build: Build, now: number) {
  if (build.phase(now) !== 'ended' || build.endWord === 'SUCCESS') return []
  const failed = build.timeline.steps
    .map(({ plan }, index) => ({ name: plan.name, ...build.stepStatus(index, now) }))
    .filter(({ status }) => status === 'error')
  return failed.map(({ name }) => ({
    node_id: build.recordId,
    step: name,
    error_info: {
      error_code: 'DEV.CB.0220021',
      error_message: build.plan.outcome.errMsg ?? 'The step failed',
      faq: null,
    },
  }))
}
