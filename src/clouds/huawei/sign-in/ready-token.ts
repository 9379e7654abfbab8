import type { Secret } from '../../../core/index.js'
import type { HttpRequest } from '../../../http/index.js'
import type { Authorizer } from '../../../sign-in/index.js'

/** Sends a project-scoped IAM token that someone else obtained; it can't be renewed here. */
export class ReadyToken implements Authorizer {
  readonly description: string
  readonly #token: Secret

  constructor(options: { readonly origin: string; readonly token: Secret }) {
    this.description = `IAM token (${options.origin})`
    this.#token = options.token
  }

  authorize(request: HttpRequest): Promise<HttpRequest> {
    return Promise.resolve(withToken(request, this.#token))
  }

  recover(): Promise<boolean> {
    return Promise.resolve(false)
  }
}

/** IAM API reference, "Token-based authentication": the token is sent as `X-Auth-Token`. */
export function withToken(request: HttpRequest, token: Secret): HttpRequest {
  return { ...request, headers: { ...request.headers, 'x-auth-token': token.reveal() } }
}
