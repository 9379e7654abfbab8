import { randomUUID } from 'node:crypto'
import { type Answer, type Arrival, Refusal } from '../exchange.js'
import { awsError, awsJson } from './answers.js'
import { ACCOUNT_ID, type AwsKey, type AwsSettings, REQUEST_TOKEN, ROLE_ARN } from './options.js'
import { expectedSignature, parseSignature, signedAt } from './signature-v4.js'

/** AWS refuses signatures that are further off. */
const MOST_SKEW_MS = 5 * 60_000
const ID_TOKEN_LIFE_MS = 5 * 60_000

/** Who may call: keys, and the workflow's identity tokens that are exchanged for some. */
export class AwsSignIn {
  readonly #settings: AwsSettings
  readonly #now: () => number
  readonly #keys = new Map<string, AwsKey>()
  readonly #identities = new Map<
    string,
    { readonly audience: string; readonly expiresAt: number }
  >()

  constructor(settings: AwsSettings, now: () => number) {
    this.#settings = settings
    this.#now = now
    for (const key of settings.keys) this.#keys.set(key.accessKeyId, key)
  }

  revoke(accessKeyId: string): void {
    this.#keys.delete(accessKeyId)
  }

  /** Throws the refusal of a request that is not signed as AWS wants it. */
  check(arrival: Arrival, service: string, region: string): void {
    const by = parseSignature(arrival.headers.authorization ?? '')
    const key = by && this.#keys.get(by.accessKeyId)
    if (by === undefined)
      throw this.#refusal(
        'MissingAuthenticationTokenException',
        'Missing Authentication Token',
        'no-credentials',
      )
    if (key === undefined)
      throw this.#refusal(
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
        'refused-credentials',
      )
    const isBound = key.sessionToken === arrival.headers['x-amz-security-token']
    if (!isBound)
      throw this.#refusal(
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
        'refused-credentials',
      )
    if ((key.expiresAt ?? Infinity) + this.#settings.expiryGraceMs <= this.#now())
      throw this.#refusal(
        'ExpiredTokenException',
        'The security token included in the request is expired',
        'expired',
      )
    const at = signedAt(arrival.headers['x-amz-date'])
    if (!(Math.abs(at - this.#now()) <= MOST_SKEW_MS)) {
      throw this.#refusal(
        'InvalidSignatureException',
        `Signature expired: ${arrival.headers['x-amz-date'] ?? ''}`,
        'clock',
      )
    }
    const mustSign = [
      'content-type',
      'host',
      'x-amz-date',
      'x-amz-target',
      ...(key.sessionToken ? ['x-amz-security-token'] : []),
    ]
    const fits =
      by.service === service &&
      by.region === region &&
      mustSign.every((name) => by.signedHeaders.includes(name)) &&
      by.signature === expectedSignature(arrival, by, key.secretAccessKey)
    if (!fits)
      throw this.#refusal(
        'InvalidSignatureException',
        'The request signature we calculated does not match.',
        'refused-credentials',
      )
  }

  /** GitHub's answer to the runner's question for an identity token. */
  identityToken(arrival: Arrival): Answer {
    if (arrival.headers.authorization !== `Bearer ${REQUEST_TOKEN}`) return awsJson({}, 401)
    const value = `eyJ.${randomUUID()}.signature`
    const audience = arrival.query.get('audience') ?? ''
    this.#identities.set(value, { audience, expiresAt: this.#now() + ID_TOKEN_LIFE_MS })
    return awsJson({ value })
  }

  /** STS: an identity token for temporary keys. */
  assumeRole(form: URLSearchParams): Answer {
    const identity = this.#identities.get(form.get('WebIdentityToken') ?? '')
    if (identity === undefined)
      return xmlError('InvalidIdentityToken', 'No OpenIDConnect provider found')
    if (identity.expiresAt <= this.#now()) return xmlError('ExpiredTokenException', 'Token expired')
    if (identity.audience !== 'sts.amazonaws.com')
      return xmlError('InvalidIdentityToken', 'Incorrect token audience')
    if (form.get('RoleArn') !== ROLE_ARN)
      return xmlError(
        'AccessDenied',
        'Not authorized to perform sts:AssumeRoleWithWebIdentity',
        403,
      )
    if (!/^[\w+=,.@-]{2,64}$/.test(form.get('RoleSessionName') ?? ''))
      return xmlError('ValidationError', 'RoleSessionName')
    const seconds = this.#settings.sessionSeconds
    const key = {
      accessKeyId: `ASIA${randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()}`,
      secretAccessKey: randomUUID().replaceAll('-', '') + '/+secret',
      sessionToken: `IQoJ${randomUUID()}==`,
      expiresAt: this.#now() + seconds * 1_000,
    }
    this.#keys.set(key.accessKeyId, key)
    return { status: 200, type: 'text/xml', body: assumed(key) }
  }

  #refusal(
    code: string,
    message: string,
    kind: 'no-credentials' | 'refused-credentials' | 'expired' | 'clock',
  ): Refusal {
    return new Refusal(awsError(code, message, this.#settings.errorTypeIn), { kind, what: message })
  }
}

function assumed(key: Required<AwsKey>): string {
  return `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <AssumedRoleUser><Arn>arn:aws:sts::${ACCOUNT_ID}:assumed-role/ci/GitHubActions</Arn></AssumedRoleUser>
    <Credentials>
      <AccessKeyId>${key.accessKeyId}</AccessKeyId>
      <SecretAccessKey>${key.secretAccessKey}</SecretAccessKey>
      <SessionToken>${key.sessionToken}</SessionToken>
      <Expiration>${new Date(key.expiresAt).toISOString()}</Expiration>
    </Credentials>
  </AssumeRoleWithWebIdentityResult>
</AssumeRoleWithWebIdentityResponse>`
}

function xmlError(code: string, message: string, status = 400): Answer {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`
  return { status, type: 'text/xml', body }
}
