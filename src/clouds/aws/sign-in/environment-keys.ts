import type { HttpRequest } from '../../../http/index.js'
import { type Authorizer, type Refusal, SigningClock } from '../../../sign-in/index.js'
import { readAwsError, type AwsError } from './aws-error.js'
import type { AwsKeys } from './aws-keys.js'
import { refusedPart } from './refused-credentials.js'
import { signRequest, type SigningScope } from './request-signer.js'

/** The scope of the service that a request is for. */
export type ScopeOf = (request: HttpRequest) => SigningScope

/** Signs each request with keys that can't be renewed. */
export class EnvironmentKeys implements Authorizer {
  readonly description: string
  readonly #keys: AwsKeys
  readonly #scopeOf: ScopeOf
  readonly #clock: SigningClock

  constructor(keys: AwsKeys & { readonly origin: string }, scopeOf: ScopeOf, now: () => number) {
    const kind = keys.sessionToken === undefined ? 'access key' : 'temporary access key'
    this.description = `${kind} ${shortened(keys.accessKeyId)} (${keys.origin})`
    this.#keys = keys
    this.#scopeOf = scopeOf
    this.#clock = new SigningClock(now)
  }

  authorize(request: HttpRequest): Promise<HttpRequest> {
    const scope = this.#scopeOf(request)
    return Promise.resolve(signRequest(request, this.#keys, scope, this.#clock.now()))
  }

  recover(refusal: Refusal): Promise<boolean> {
    const isOfTime = refusedPart(errorOf(refusal).code) === 'signature'
    return Promise.resolve(isOfTime && this.#clock.correctBy(refusal))
  }
}

export function errorOf({ body }: Refusal): AwsError {
  return readAwsError({}, body)
}

/** Enough of a key id to recognise it. */
function shortened(accessKeyId: string): string {
  return accessKeyId.length < 12 ? '***' : `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-4)}`
}
