import { Secret } from '../../../core/index.js'
import type { HttpRequest, Transport } from '../../../http/index.js'
import {
  type Authorizer,
  type Lease,
  lifetimeMs,
  RenewedCredential,
} from '../../../sign-in/index.js'
import { isCredential, isObject, jsonObject } from '../../../text/index.js'
import { withToken } from './ready-token.js'
import type { RemoteError } from './remote-error.js'
import { postSignIn, type SignInKind, unreadable } from './sign-in.js'

export interface PasswordOptions {
  readonly origin: string
  readonly username: string
  readonly password: Secret
  /** The account that the user belongs to. */
  readonly domainName: string
  /** Name (the region's, or one of its sub-projects) or id of the IAM project. */
  readonly iamProject: string
  readonly endpoint: URL
}

export interface SignInMeans {
  readonly transport: Transport
  readonly now: () => number
  /** Called with each new credential before its first use, so that it can be masked. */
  readonly onSecret: (value: string) => void
  /** Called once when requests are signed by the service's clock from then on, with the difference to ours. */
  readonly clockCorrected?: (offsetMs: number) => void
  /** Text with stars in place of every secret. */
  readonly starred: (text: string) => string
}

/** How long a token lasts: IAM API reference, "Obtaining a user token through password authentication". */
const TOKEN_LIFE_MS = 24 * 3_600_000

/** Signs an IAM user in for a project-scoped token, which is kept in memory and renewed before its end. */
export class Password implements Authorizer {
  readonly description: string
  readonly #options: PasswordOptions
  readonly #means: SignInMeans
  readonly #token: RenewedCredential<Secret>

  constructor(options: PasswordOptions, means: SignInMeans) {
    this.description = `IAM user ${options.username} of ${options.domainName} (${options.origin})`
    this.#options = options
    this.#means = means
    this.#token = new RenewedCredential((signal) => this.#signIn(signal), means.now)
  }

  async authorize(request: HttpRequest, signal: AbortSignal): Promise<HttpRequest> {
    return withToken(request, await this.#token.current(signal))
  }

  async recover(_refusal: unknown, signal: AbortSignal): Promise<boolean> {
    await this.#token.renew(signal)
    return true
  }

  async #signIn(signal: AbortSignal): Promise<Lease<Secret>> {
    const { transport, now, onSecret } = this.#means
    const kind = this.#kind()
    const url = new URL(this.#options.endpoint)
    url.pathname = `${url.pathname.replace(/\/$/, '')}/v3/auth/tokens`
    const answer = await postSignIn(transport, url, this.#body(), kind, signal)
    const token = answer.headers['x-subject-token']
    if (!isCredential(token)) throw unreadable(kind, 'X-Subject-Token')
    onSecret(token)
    const facts = jsonObject(answer.text)['token']
    const expiry = isObject(facts) ? facts['expires_at'] : undefined
    return {
      credential: new Secret(token),
      lastsMs: lifetimeMs(expiry, answer.headers, now(), TOKEN_LIFE_MS),
    }
  }

  #body() {
    const { username, password, domainName, iamProject } = this.#options
    const user = { name: username, password: password.reveal(), domain: { name: domainName } }
    const project = /^[0-9a-f]{32}$/.test(iamProject) ? { id: iamProject } : { name: iamProject }
    return {
      auth: { identity: { methods: ['password'], password: { user } }, scope: { project } },
    }
  }

  #kind(): SignInKind {
    const { username, iamProject } = this.#options
    return {
      name: `IAM sign-in of user ${username}`,
      endpointInput: 'iam-endpoint',
      starred: this.#means.starred,
      hintFor: (error) => hintFor(error, iamProject),
    }
  }
}

function hintFor(error: RemoteError, iamProject: string): string {
  const said = error.message ?? ''
  if (/lock/i.test(said)) return 'The user is locked for now: wait 15 minutes, then check password.'
  if (/project/i.test(said)) {
    return `Check iam-project (${iamProject}): it must name a project of this account, usually the region.`
  }
  return (
    'Check username, password and domain-name (the account, not the user), that the user may use ' +
    'programmatic access, and that neither login protection nor an address rule stops it.'
  )
}
