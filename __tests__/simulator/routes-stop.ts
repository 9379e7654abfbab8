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
    emptyBody: true,
    answer: (call, service) => {
      // The vendor's Node SDK sends no body at all.
      checkFields(call.body ?? {}, [])
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
    emptyBody: true,
    // The documents put the number into the body, the SDK into the query: both are taken, and text of digits.
    query: { build_no: 'integer' },
    answer: (call, service) => {
      stop(service.build(call.params.job ?? '', numberOf(call)), service)
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

function numberOf(call: Call): number {
  const { build_no: inBody } = checkFields(call.body ?? {}, ['build_no'])
  const inQuery = call.query.build_no
  const given = [inBody, inQuery].filter((value) => value !== undefined && value !== null)
  // A number that nobody gives may mean build 1; a client that wants that is not ours.
  if (given.length === 0) throw malformed('build_no is missing')
  const numbers = new Set(
    given.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))),
  )
  const [number = ''] = numbers
  if (numbers.size > 1 || !/^[1-9]\d*$/.test(number)) throw malformed('build_no')
  return Number(number)
}

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
