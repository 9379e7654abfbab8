import { Secret } from '../../../core/index.js'
import type { HttpRequest } from '../../../http/index.js'
import {
  type Authorizer,
  idTokenOf,
  type Lease,
  lifetimeMs,
  type Refusal,
  RenewedCredential,
  SigningClock,
} from '../../../sign-in/index.js'
import { isCredential, isObject, jsonObject } from '../../../text/index.js'
import type { SignInMeans } from './password.js'
import type { RemoteError } from './remote-error.js'
import { type AccessKeys, signRequest } from './request-signer.js'
import { postSignIn, type SignInKind, unreadable } from './sign-in.js'

export interface OidcOptions {
  readonly origin: string
  readonly providerUrn: string
  readonly agencyUrn: string
  readonly audience?: string
  /** Names the session in the account's audit log, 2 to 128 characters. */
  readonly sessionName: string
  readonly endpoint: URL
}

export interface OidcMeans extends SignInMeans {
  /** The workflow's own OIDC token, from GitHub. */
  readonly getIdToken: (audience: string | undefined) => Promise<Secret | string>
}

/** The service's default: STS API reference, "AssumeAgencyWithOIDC", `duration_seconds`. */
const KEYS_LIFE_MS = 3_600_000

/** Keyless: exchanges the workflow's OIDC token for temporary keys, and signs each request with them. */
export class Oidc implements Authorizer {
  readonly description: string
  readonly #options: OidcOptions
  readonly #means: OidcMeans
  readonly #clock: SigningClock
  readonly #keys: RenewedCredential<HeldKeys>

  constructor(options: OidcOptions, means: OidcMeans) {
    this.description = `agency ${options.agencyUrn} by the workflow's OIDC token (${options.origin})`
    this.#options = options
    this.#means = means
    this.#clock = new SigningClock(means.now, means.clockCorrected)
    this.#keys = new RenewedCredential((signal) => this.#assume(signal), means.now)
  }

  async authorize(request: HttpRequest, signal: AbortSignal): Promise<HttpRequest> {
    const keys = await this.#keys.current(signal)
    return signRequest(request, revealed(keys), this.#clock.now())
  }

  async recover(refusal: Refusal, signal: AbortSignal): Promise<boolean> {
    if (this.#clock.correctBy(refusal)) return true
    await this.#keys.renew(signal)
    return true
  }

  async #assume(signal: AbortSignal): Promise<Lease<HeldKeys>> {
    const { transport, now, onSecret } = this.#means
    const { providerUrn, agencyUrn, sessionName, endpoint } = this.#options
    const idToken = await this.#idToken(signal)
    const kind = this.#kind()
    const url = new URL(endpoint)
    url.pathname = `${url.pathname.replace(/\/$/, '')}/v5/agencies/assume-with-oidc`
    const body = {
      provider_urn: providerUrn,
      agency_urn: agencyUrn,
      agency_session_name: sessionName,
      id_token: idToken,
    }
    const answer = await postSignIn(transport, url, body, kind, signal)
    const credentials = jsonObject(answer.text)['credentials']
    const keys = isObject(credentials) ? readKeys(credentials) : undefined
    if (!isObject(credentials) || keys === undefined) throw unreadable(kind, 'temporary keys')
    onSecret(keys.accessKeyId)
    onSecret(keys.secretAccessKey.reveal())
    onSecret(keys.securityToken.reveal())
    const lastsMs = lifetimeMs(credentials['expiration'], answer.headers, now(), KEYS_LIFE_MS)
    return { credential: keys, lastsMs }
  }

  async #idToken(signal: AbortSignal): Promise<string> {
    const { getIdToken, onSecret } = this.#means
    const token = await idTokenOf(getIdToken, this.#options.audience, signal)
    const text = typeof token === 'string' ? token : token.reveal()
    onSecret(text)
    return text
  }

  #kind(): SignInKind {
    const { agencyUrn, providerUrn, audience } = this.#options
    return {
      name: `Assuming agency ${agencyUrn}`,
      endpointInput: 'sts-endpoint',
      starred: this.#means.starred,
      hintFor: (error) => hintFor(error, providerUrn, audience),
    }
  }
}

interface HeldKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: Secret
  readonly securityToken: Secret
}

function readKeys(credentials: Readonly<Record<string, unknown>>): HeldKeys | undefined {
  const id = credentials['access_key_id']
  const secret = credentials['secret_access_key']
  const token = credentials['security_token']
  if (!isCredential(id) || !isCredential(secret) || !isCredential(token)) return undefined
  return { accessKeyId: id, secretAccessKey: new Secret(secret), securityToken: new Secret(token) }
}

function revealed(keys: HeldKeys): AccessKeys {
  return {
    accessKeyId: keys.accessKeyId,
    secretAccessKey: keys.secretAccessKey.reveal(),
    securityToken: keys.securityToken.reveal(),
  }
}

function hintFor(error: RemoteError, providerUrn: string, audience: string | undefined): string {
  if (error.code !== undefined && /STS5\.1001$/.test(error.code)) {
    return (
      "Check the agency's trust policy: it must trust this provider with conditions on oidc:iss, oidc:aud " +
      `(${audience ?? 'the default: the URL of the repository owner'}) and oidc:sub that fit this workflow; ` +
      'repositories made or renamed since July 2026 have numeric ids in sub.'
    )
  }
  return (
    `Check oidc-provider-urn (${providerUrn}), oidc-agency-urn and oidc-audience: both must exist in the ` +
    'account, and the provider must list the audience.'
  )
}
