import type { HttpRequest } from '../../../http/index.js'
import {
  type Authorizer,
  type Lease,
  type Refusal,
  RenewedCredential,
  SigningClock,
} from '../../../sign-in/index.js'
import { type AwsKeys, secretsOf } from './aws-keys.js'
import { errorOf, type ScopeOf } from './environment-keys.js'
import { refusedPart } from './refused-credentials.js'
import { signRequest } from './request-signer.js'

export interface TemporaryKeysParts {
  readonly description: string
  readonly fetch: (signal: AbortSignal) => Promise<Lease<AwsKeys>>
  readonly scopeOf: ScopeOf
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Called with each secret before it is used. */
  readonly onSecret: (secret: string) => void
}

/** Signs each request with keys that are fetched, and renewed before they expire or when they are refused. */
export class TemporaryKeys implements Authorizer {
  readonly description: string
  readonly #scopeOf: ScopeOf
  readonly #clock: SigningClock
  readonly #keys: RenewedCredential<AwsKeys>

  constructor({ description, fetch, scopeOf, now, onSecret }: TemporaryKeysParts) {
    this.description = description
    this.#scopeOf = scopeOf
    this.#clock = new SigningClock(now)
    this.#keys = new RenewedCredential(async (signal) => {
      const lease = await fetch(signal)
      for (const secret of secretsOf(lease.credential)) onSecret(secret)
      return lease
    }, now)
  }

  async authorize(request: HttpRequest, signal: AbortSignal): Promise<HttpRequest> {
    const keys = await this.#keys.current(signal)
    return signRequest(request, keys, this.#scopeOf(request), this.#clock.now())
  }

  async recover(refusal: Refusal, signal: AbortSignal): Promise<boolean> {
    if (refusedPart(errorOf(refusal).code) === 'signature') return this.#clock.correctBy(refusal)
    await this.#keys.renew(signal)
    return true
  }
}
