import { type Answer, type Arrival, gatewayError, type Problem, Refusal } from './exchange.js'
import type { Fault } from './faults.js'
import type { GatewayAuth } from './gateway-auth.js'
import { checkBody, checkPath, checkQuery } from './request-checks.js'
import type { Service } from './route.js'
import type { FoundRoute } from './router.js'

/** Takes a request through publication, credentials and form to its route; throws its refusal. */
export function act(
  arrival: Arrival,
  found: FoundRoute | undefined,
  fault: Fault | undefined,
  service: Service,
  auth: GatewayAuth,
): Answer {
  if (found === undefined) throw unknownPath(arrival)
  if (found.route.offer?.(service.settings.offers) === false) throw notPublished(arrival)
  if (found.route.open !== true) auth.check(arrival, service.now())
  return answer(arrival, found, fault, service)
}

function answer(
  arrival: Arrival,
  { route, params }: FoundRoute,
  fault: Fault | undefined,
  service: Service,
): Answer {
  checkPath(params)
  const query = checkQuery(arrival.query, route.query ?? {})
  const hasBody = route.method === 'POST' || route.method === 'PUT'
  const isBare = route.emptyBody === true && arrival.body.length === 0
  const body =
    hasBody && !isBare ? checkBody(arrival.body, arrival.headers['content-type']) : undefined
  if (!hasBody && arrival.body.length > 0) {
    service.report({ kind: 'request', what: `a ${route.method} with a body` })
  }
  const page = fault?.kind === 'page' ? { pageChange: fault.change } : {}
  return route.answer({ params, query, arrival, body, ...page }, service)
}

/** The gateway's table of errors: 404 APIGW.0101. */
function notPublished(arrival: Arrival, problem?: Omit<Problem, 'route'>): Refusal {
  const message = 'The API does not exist or has not been published in the environment'
  return new Refusal(gatewayError(404, '0101', message, arrival), problem)
}

function unknownPath(arrival: Arrival): Refusal {
  const what = `${arrival.method} ${arrival.path}`
  return notPublished(arrival, { kind: 'unknown-path', what })
}
