import { Readable } from 'node:stream'
import { ActionError } from '../core/index.js'
import {
  type HttpAnswer,
  type HttpRequest,
  readStart,
  serverTime,
  type Transport,
} from '../http/index.js'
import type { Authorizer, Refusal } from './authorizer.js'
import { SharedWork, untilAborted } from './shared-work.js'

/** Below what any service is known to lock a key after: five (Huawei Cloud, API Request Signing Guide, FAQs). */
const MOST_REFUSALS = 3
const GIVEN_UP =
  'Nothing more is sent: a service may lock credentials that are refused again and again. Correct them first.'
const REFUSAL_MAX_BYTES = 16 * 1024

/**
 * Signs every request in. A 401 is answered once with renewed credentials or a corrected clock, when there
 * are any; else it is handed on, readable. After three 401 in a row, over all calls, nothing more is sent
 * and `send` throws `credentials-refused`.
 */
export function authorizedTransport(transport: Transport, authorizer: Authorizer): Transport {
  return sharedAuthorization(authorizer)(transport)
}

export interface RefusalLimits {
  /** How many 401 in a row end all calls; 3 by default. */
  readonly mostRefusals?: number
  /** Why nothing more is sent then, and what to do: a cloud may have rules of its own. */
  readonly givenUpHint?: string
}

/** The same for several transports: their refusals count together, as the service counts them. */
export function sharedAuthorization(
  authorizer: Authorizer,
  { mostRefusals = MOST_REFUSALS, givenUpHint = GIVEN_UP }: RefusalLimits = {},
): (transport: Transport) => Transport {
  const recovery = new SharedWork<boolean>()
  let refusals = 0
  let recoveries = 0
  let queue: Promise<unknown> = Promise.resolve()

  async function attempt(call: Outgoing): Promise<HttpAnswer> {
    const { transport, request, signal } = call
    if (refusals >= mostRefusals) throw givenUp(authorizer, mostRefusals, givenUpHint)
    const authorized = await signingIn(() => authorizer.authorize(request, signal))
    const answer = await transport.send(authorized, signal)
    refusals = answer.status === 401 ? refusals + 1 : 0
    return answer
  }

  /** While refusals are in the air, one request at a time: a burst could reach the lock at once. */
  function dispatch(call: Outgoing): Promise<HttpAnswer> {
    if (refusals === 0) return attempt(call)
    const mine = queue.then(() => attempt(call))
    queue = mine.catch(() => undefined)
    return untilAborted(mine, call.signal)
  }

  async function recover(refusal: Refusal, signal: AbortSignal): Promise<boolean> {
    const recovered = await authorizer.recover(refusal, signal)
    if (recovered) recoveries += 1
    return recovered
  }

  async function send(call: Outgoing): Promise<HttpAnswer> {
    const { signal } = call
    const recoveriesBefore = recoveries
    const answer = await dispatch(call)
    if (answer.status !== 401) return answer
    const refusal = await refusalOf(answer, signal)
    const mayTryAgain =
      refusals < mostRefusals &&
      // Another call's refusal may have led to new credentials while this one was on its way.
      (recoveries !== recoveriesBefore ||
        (await signingIn(() => recovery.join((shared) => recover(refusal, shared), signal))))
    return mayTryAgain ? dispatch(call) : replayed(answer, refusal.body)
  }

  return (transport) => ({
    send: (request, signal) => send({ transport, request, signal }),
    close: () => transport.close(),
  })
}

interface Outgoing {
  readonly transport: Transport
  readonly request: HttpRequest
  readonly signal: AbortSignal
}

/**
 * A failed sign-in says nothing of the request behind it, which never left: it may be sent again where the
 * sign-in may be tried again. What isn't transient is final, so that refused credentials are never repeated.
 */
async function signingIn<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (fault) {
    if (!(fault instanceof ActionError) || fault.delivery === 'not-delivered') throw fault
    const { hint, transient, retryAfterMs, httpStatus, remoteCode, requestId, cause } = fault
    throw new ActionError(fault.code, fault.message, {
      hint,
      transient,
      delivery: transient ? 'not-delivered' : 'answered',
      cause,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      ...(httpStatus !== undefined && { httpStatus }),
      ...(remoteCode !== undefined && { remoteCode }),
      ...(requestId !== undefined && { requestId }),
    })
  }
}

async function refusalOf(answer: HttpAnswer, signal: AbortSignal): Promise<Refusal> {
  const body = await readStart(answer, REFUSAL_MAX_BYTES)
  signal.throwIfAborted()
  const time = serverTime(answer.headers)
  return { body, ...(time && { serverTime: time }) }
}

function replayed(answer: HttpAnswer, text: string): HttpAnswer {
  return { ...answer, body: Readable.from([Buffer.from(text)]), discard: () => Promise.resolve() }
}

function givenUp(authorizer: Authorizer, mostRefusals: number, hint: string): ActionError {
  return new ActionError(
    'credentials-refused',
    `The service refused the credentials ${mostRefusals} times in a row: ${authorizer.description}`,
    { hint, httpStatus: 401 },
  )
}
