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
 * are any; else it is returned, its body still readable. After three 401 in a row, over all calls, nothing more is sent
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
  const shared = new SharedAuthorization(authorizer, mostRefusals, givenUpHint)
  return (transport) => ({
    send: (request, signal) => shared.send({ transport, request, signal }),
    close: () => transport.close(),
  })
}

/** Counts refusals, and recovers from one once for all calls that met it. */
class SharedAuthorization {
  readonly #authorizer: Authorizer
  readonly #mostRefusals: number
  readonly #givenUpHint: string
  readonly #recovery = new SharedWork<boolean>()
  /** In a row, over all calls. */
  #refusals = 0
  #recoveries = 0
  #queue: Promise<unknown> = Promise.resolve()

  constructor(authorizer: Authorizer, mostRefusals: number, givenUpHint: string) {
    this.#authorizer = authorizer
    this.#mostRefusals = mostRefusals
    this.#givenUpHint = givenUpHint
  }

  async send(call: Outgoing): Promise<HttpAnswer> {
    const { signal } = call
    const recoveriesBefore = this.#recoveries
    const answer = await this.#dispatch(call)
    if (answer.status !== 401) return answer
    const refusal = await refusalOf(answer, signal)
    const mayTryAgain =
      this.#refusals < this.#mostRefusals &&
      // Another call's refusal may have led to new credentials while this one was on its way.
      (this.#recoveries !== recoveriesBefore || (await this.#recovered(refusal, signal)))
    return mayTryAgain ? this.#dispatch(call) : replayed(answer, refusal.body)
  }

  /** After a refusal, one request at a time: several at once could reach the service's lock together. */
  async #dispatch(call: Outgoing): Promise<HttpAnswer> {
    if (this.#refusals === 0) return await this.#attempt(call)
    const mine = this.#queue.then(() => this.#attempt(call))
    this.#queue = mine.catch(() => undefined)
    try {
      return await untilAborted(mine, call.signal)
    } catch (error) {
      // Its caller may have left at the moment at which the answer came: nobody else would take it.
      mine.then((answer) => answer.discard()).catch(() => undefined)
      throw error
    }
  }

  async #attempt({ transport, request, signal }: Outgoing): Promise<HttpAnswer> {
    if (this.#refusals >= this.#mostRefusals) {
      throw givenUp(this.#authorizer, this.#mostRefusals, this.#givenUpHint)
    }
    const authorized = await signingIn(() => this.#authorizer.authorize(request, signal))
    const answer = await transport.send(authorized, signal)
    this.#refusals = answer.status === 401 ? this.#refusals + 1 : 0
    return answer
  }

  async #recovered(refusal: Refusal, signal: AbortSignal): Promise<boolean> {
    return await signingIn(() =>
      this.#recovery.join((shared) => this.#recover(refusal, shared), signal),
    )
  }

  async #recover(refusal: Refusal, signal: AbortSignal): Promise<boolean> {
    const recovered = await this.#authorizer.recover(refusal, signal)
    if (recovered) this.#recoveries += 1
    return recovered
  }
}

interface Outgoing {
  readonly transport: Transport
  readonly request: HttpRequest
  readonly signal: AbortSignal
}

/**
 * A failed sign-in says nothing of the request that waited for it, which was never sent: it may be sent again where the
 * sign-in may be tried again. What isn't transient is final, so that refused credentials are never repeated.
 */
async function signingIn<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ActionError) || error.delivery === 'not-delivered') throw error
    throw error.with({ delivery: error.transient ? 'not-delivered' : 'answered' })
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
