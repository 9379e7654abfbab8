import type { Build } from './build-machine.js'
import { json } from './exchange.js'
import { type Call, dialect, type Route, type Service } from './route.js'

export const statusRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/v3/jobs/:job/status',
    name: 'status-v3',
    family: 'status',
    offer: dialect('status', 'v3'),
    answer: (call, service) => {
      const { builds } = service.job(call.params.job ?? '')
      return json({ result: builds.some((one) => one.phase(service.now()) === 'running') })
    },
  },
  {
    method: 'GET',
    pattern: '/v1/job/:job/status',
    name: 'status-v1',
    family: 'status',
    offer: dialect('status', 'v1'),
    query: { build_no: 'integer' },
    answer: (call, service) => {
      // Left out, the number is 1, and the answer is about another build.
      if (call.query.build_no === undefined) {
        service.report({ kind: 'request', what: 'build_no is missing: it defaults to 1' })
      }
      const number = Number(call.query.build_no ?? '1')
      const build = service.build(call.params.job ?? '', number)
      return json({ result: stepStatus(build, service.now()), error: null, status: 'success' })
    },
  },
  {
    method: 'GET',
    pattern: '/v1/job/:job/running-status',
    name: 'running-status',
    family: 'status',
    offer: dialect('status', 'running-status'),
    answer: (call, service) =>
      json({ result: lastBuild(call, service), error: null, status: 'success' }),
  },
  {
    method: 'GET',
    pattern: '/v1/job/:job/:build/build-info',
    name: 'build-info',
    family: 'status',
    offer: dialect('status', 'build-info'),
    answer: (call, service) => {
      const build = service.build(call.params.job ?? '', Number(call.params.build))
      const building = build.phase(service.now()) !== 'ended'
      const result = {
        building,
        build_result: building ? null : build.endWord,
        region: 'cn-north-4',
      }
      return json({ result, error: null, status: 'success' })
    },
  },
]

/** Inner words as the public command line client lists them. */
function stepStatus(build: Build, now: number) {
  const phase = build.phase(now)
  const status = { hidden: 'pending', queued: 'pending', running: 'runnable', ended: 'completed' }
  const aborted = phase === 'ended' && build.endWord === 'ABORTED'
  return { status: status[phase], abort_status: aborted ? 'aborted' : '', label: '' }
}

function lastBuild(call: Call, service: Service) {
  const { builds, id } = service.job(call.params.job ?? '')
  const last = builds.at(-1)
  const words = { hidden: 'InQueue', queued: 'InQueue', running: 'Running', ended: 'Finished' }
  const phase = last?.phase(service.now()) ?? 'ended'
  return {
    last_job_id: id,
    last_build_no: last === undefined ? null : String(last.identity.number),
    last_build_status: last === undefined ? null : words[phase],
    is_running: phase === 'running',
  }
}
