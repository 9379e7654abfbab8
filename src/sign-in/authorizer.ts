import type { HttpRequest } from '../http/index.js'

/** What a 401 said: enough to know whether new credentials or a corrected clock may help. */
export interface Refusal {
  /** The answer's `Date` header, if it had one. */
  readonly serverTime?: Date
  /** The raw body text, at most a few kB. */
  readonly body: string
}

/** One way to sign requests in. Concurrent callers share one sign-in. */
export interface Authorizer {
  /** Method and account for the log, e.g. `access key HPUA…QTWA (input access-key-id)`; never a secret. */
  readonly description: string
  /** The request with what authorises it; fetches or renews credentials when they are missing or near their end. */
  authorize(request: HttpRequest, signal: AbortSignal): Promise<HttpRequest>
  /** After a 401: whether one more try makes sense, because something was renewed or corrected. */
  recover(refusal: Refusal, signal: AbortSignal): Promise<boolean>
}
