import type { Build } from './build-machine.js'
import { type Answer, json, malformed, Refusal } from './exchange.js'
import { checkFields, text } from './request-checks.js'
import { type Call, dialect, type Route, type Service } from './route.js'

export const stopRoutes: readonly Route[] = [
  {
    method: 'POST',
    pattern: '/v3/jobs/:job/:build/stop',
    name: 'stop-v3-path',
    family: 'stop',
    offer: dialect('stop', 'v3-path'),
    answer: (call, service) => {
      checkFields(call.body, [])
      stop(service.build(call.params.job ?? '', Number(call.params.build)), service)
      return json({ success: true, result: '' })
    },
  },
  {
    method: 'POST',
    pattern: '/v1/job/:job/stop',
    name: 'stop-v1',
    family: 'stop',
    offer: dialect('stop', 'v1'),
    // The documents put the number into the body, the SDK into the query: both are taken.
    query: { build_no: 'integer' },
    answer: (call, service) => {
      const { build_no: number } = checkFields(call.body, ['build_no'])
      if (!Number.isInteger(number)) throw malformed('build_no must be an integer')
      stop(service.build(call.params.job ?? '', Number(number)), service)
      return json({ result: null, error: null, status: 'success' })
    },
  },
  {
    method: 'POST',
    pattern: '/v3/jobs/stop',
    name: 'stop-v3-body',
    family: 'stop',
    offer: dialect('stop', 'v3-body'),
    answer: (call: Call, service: Service) => {
      const body = checkFields(call.body, ['job_id', 'build_no'])
      const number = text(body, 'build_no')
      if (!/^\d+$/.test(number)) throw malformed('build_no must be digits')
      stop(service.build(text(body, 'job_id'), Number(number)), service)
      return json({ result: true })
    },
  },
]

function stop(build: Build, service: Service): void {
  if (build.stop(service.now()) === 'already-ended') throw new Refusal(alreadyEnded(service))
}

/** Documented as a 400; a public client meets it on its success path, as text. */
function alreadyEnded(service: Service): Answer {
  const { status, as } = service.settings.endedStopAnswer
  const reason = 'The build status has changed. Refresh and try again.'
  const answer = json({ error: { code: 'DEV.CB.032302', reason }, status: 'error' }, status)
  return as === 'json' ? answer : { ...answer, type: 'text/plain;charset=UTF-8' }
}
