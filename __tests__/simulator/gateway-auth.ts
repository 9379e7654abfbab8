import { type Arrival, gatewayError, type Problem, Refusal } from './exchange.js'
import type { AccessKey, KnownToken, Settings } from './options.js'
import { expectedSignature, parseAuthorization } from './signature.js'

const SKEW_LIMIT_MS = 15 * 60_000
const FAILURES_TO_LOCK = 5
const LOCK_MS = 5 * 60_000

/** The gateway's check of credentials: tokens, and signatures made with permanent or temporary keys. */
export class GatewayAuth {
  readonly #tokens: Map<string, KnownToken>
  readonly #keys: Map<string, AccessKey>
  readonly #expiryGraceMs: number
  readonly #failures = new Map<string, { readonly count: number; readonly lockedUntil: number }>()

  constructor({ tokens, accessKeys, expiryGraceMs }: Settings) {
    this.#expiryGraceMs = expiryGraceMs
    this.#tokens = new Map(tokens.map((known) => [known.token, known]))
    this.#keys = new Map(accessKeys.map((key) => [key.accessKeyId, key]))
  }

  addToken(known: KnownToken): void {
    this.#tokens.set(known.token, known)
  }

  addKey(key: AccessKey): void {
    this.#keys.set(key.accessKeyId, key)
  }

  /** From now on, this token or access key is as if it had never been. */
  revoke(tokenOrKeyId: string): void {
    this.#tokens.delete(tokenOrKeyId)
    this.#keys.delete(tokenOrKeyId)
  }

  /** Throws the gateway's refusal unless the request is signed in. */
  check(arrival: Arrival, now: number): void {
    const token = arrival.headers['x-auth-token']
    const authorization = arrival.headers.authorization
    if (token !== undefined && authorization !== undefined) {
      throw refused(
        arrival,
        'refused-credentials',
        'decrypt token fail',
        'a token beside a signature',
      )
    }
    if (token !== undefined) this.#checkToken(arrival, token, now)
    else if (authorization !== undefined) this.#checkSignature(arrival, authorization, now)
    else throw refused(arrival, 'no-credentials', 'x-auth-token not found')
  }

  #checkToken(arrival: Arrival, token: string, now: number): void {
    const known = this.#tokens.get(token)
    if (known === undefined) throw refused(arrival, 'refused-credentials', 'decrypt token fail')
    if (this.#isOver(known, now)) throw refused(arrival, 'expired', 'token expires')
  }

  #isOver({ expiresAt = Infinity }: AccessKey | KnownToken, now: number): boolean {
    return now >= expiresAt + this.#expiryGraceMs
  }

  #checkSignature(arrival: Arrival, header: string, now: number): void {
    const parsed = parseAuthorization(header)
    if (parsed === undefined)
      throw refused(arrival, 'refused-credentials', 'verify aksk signature fail')
    const { accessKeyId } = parsed
    const { count = 0, lockedUntil = 0 } = this.#failures.get(accessKeyId) ?? {}
    if (now < lockedUntil) {
      const what = 'AK access failed to reach the limit, forbidden'
      throw refused(arrival, 'refused-credentials', what, `${what}: the key is locked`)
    }
    const fault = this.#faultOf(arrival, parsed, now)
    if (fault === undefined) {
      this.#failures.delete(accessKeyId)
      return
    }
    const failures = count + 1
    const locks = failures >= FAILURES_TO_LOCK
    this.#failures.set(accessKeyId, {
      count: locks ? 0 : failures,
      lockedUntil: locks ? now + LOCK_MS : 0,
    })
    throw refused(arrival, fault.kind, 'verify aksk signature fail', fault.what)
  }

  #faultOf(
    arrival: Arrival,
    parsed: NonNullable<ReturnType<typeof parseAuthorization>>,
    now: number,
  ): Omit<Problem, 'route'> | undefined {
    const no = (what: string) => ({ kind: 'refused-credentials' as const, what })
    const { accessKeyId, signedHeaders, signature } = parsed
    const key = this.#keys.get(accessKeyId)
    if (key === undefined) return no('the access key is unknown')
    const date = signingTime(arrival.headers['x-sdk-date'] ?? '')
    if (!signedHeaders.includes('x-sdk-date')) return no('x-sdk-date is not signed')
    if (!(Math.abs(date - now) <= SKEW_LIMIT_MS)) {
      return { kind: 'clock', what: 'x-sdk-date is off by 15 minutes' }
    }
    const missing = signedHeaders.find((name) => arrival.headers[name] === undefined)
    if (missing !== undefined) return no(`the signed header ${missing} did not arrive`)
    if (arrival.headers['x-security-token'] !== key.securityToken) return no('x-security-token')
    if (key.securityToken !== undefined && !signedHeaders.includes('x-security-token')) {
      return no('x-security-token is not signed')
    }
    if (expectedSignature(arrival, signedHeaders, key.secretAccessKey) !== signature) {
      return no('the signature does not match the request')
    }
    return this.#isOver(key, now)
      ? { kind: 'expired', what: 'the temporary key expired' }
      : undefined
  }
}

/** The texts behind APIGW.0301 are known from public clients' reports. */
function refused(arrival: Arrival, kind: Problem['kind'], text: string, what = text): Refusal {
  const message = `Incorrect IAM authentication information: ${text}`
  return new Refusal(gatewayError(401, '0301', message, arrival), { kind, what })
}

/** `20260910T110919Z` in milliseconds; NaN if it isn't one. */
function signingTime(text: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? []
  return Date.parse(
    `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`,
  )
}
