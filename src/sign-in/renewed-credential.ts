import { ActionError } from '../core/index.js'
import { SharedWork } from './shared-work.js'

/** A credential and how many milliseconds it lasts after it was given out. */
export interface Lease<T> {
  readonly credential: T
  readonly lastsMs: number
}

/** Renewal begins this long before the end, or in the last fifth of a short life. */
const MARGIN_MS = 5 * 60_000
/** While the old credential still serves, a failed renewal is not tried again at once. */
const RETRY_MS = 30_000

/** A credential that is fetched once for all who ask, kept in memory, and renewed before its end. */
export class RenewedCredential<T> {
  readonly #fetch: (signal: AbortSignal) => Promise<Lease<T>>
  readonly #now: () => number
  readonly #work = new SharedWork<T>()
  #held: { credential: T; renewAt: number; endsAt: number } | undefined
  #refusal: ActionError | undefined

  constructor(fetch: (signal: AbortSignal) => Promise<Lease<T>>, now: () => number) {
    this.#fetch = fetch
    this.#now = now
  }

  async current(signal: AbortSignal): Promise<T> {
    const held = this.#held
    if (held === undefined || this.#now() >= held.endsAt) return this.renew(signal)
    if (this.#now() < held.renewAt) return held.credential
    try {
      return await this.renew(signal)
    } catch (error) {
      if (!(error instanceof ActionError) || !error.transient) throw error
      held.renewAt = this.#now() + RETRY_MS
      return held.credential
    }
  }

  /** A refused sign-in is remembered: asking again may lock the account. */
  renew(signal: AbortSignal): Promise<T> {
    if (this.#refusal !== undefined) return Promise.reject(this.#refusal)
    return this.#work.join((shared) => this.#obtain(shared), signal)
  }

  async #obtain(signal: AbortSignal): Promise<T> {
    // The credential is issued after this moment, so its end is never assumed too late, however long the answer takes.
    const askedAt = this.#now()
    try {
      const { credential, lastsMs } = await this.#fetch(signal)
      const endsAt = askedAt + lastsMs
      this.#held = { credential, endsAt, renewAt: endsAt - Math.min(MARGIN_MS, lastsMs / 5) }
      return credential
    } catch (error) {
      if (error instanceof ActionError && error.code === 'credentials-refused')
        this.#refusal = error
      throw error
    }
  }
}
