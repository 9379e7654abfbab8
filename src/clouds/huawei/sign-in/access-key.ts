import type { Secret } from '../../../core/index.js'
import type { HttpRequest } from '../../../http/index.js'
import { type Authorizer, type Refusal, SigningClock } from '../../../sign-in/index.js'
import { signRequest } from './request-signer.js'

export interface AccessKeyOptions {
  readonly origin: string
  readonly accessKeyId: string
  readonly secretAccessKey: Secret
  /** Belongs to temporary keys. */
  readonly securityToken?: Secret
}

/** Signs each request with an access key, permanent or temporary. */
export class AccessKey implements Authorizer {
  readonly description: string
  readonly #options: AccessKeyOptions
  readonly #clock: SigningClock

  constructor(
    options: AccessKeyOptions,
    now: () => number,
    clockCorrected?: (offsetMs: number) => void,
  ) {
    const kind = options.securityToken === undefined ? 'access key' : 'temporary access key'
    this.description = `${kind} ${shortened(options.accessKeyId)} (${options.origin})`
    this.#options = options
    this.#clock = new SigningClock(now, clockCorrected)
  }

  authorize(request: HttpRequest): Promise<HttpRequest> {
    const { accessKeyId, secretAccessKey, securityToken } = this.#options
    const keys = {
      accessKeyId,
      secretAccessKey: secretAccessKey.reveal(),
      ...(securityToken && { securityToken: securityToken.reveal() }),
    }
    return Promise.resolve(signRequest(request, keys, this.#clock.now()))
  }

  recover(refusal: Refusal): Promise<boolean> {
    return Promise.resolve(this.#clock.correctBy(refusal))
  }
}

/** Enough of a key id to recognise it. */
function shortened(accessKeyId: string): string {
  return accessKeyId.length < 12 ? '***' : `${accessKeyId.slice(0, 4)}…${accessKeyId.slice(-4)}`
}
