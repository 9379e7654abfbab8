import { ActionError } from '../../../core/index.js'
import { type HttpAnswer, readText, retryAfterMs, type Transport } from '../../../http/index.js'
import { idTokenOf, type Lease, lifetimeMs } from '../../../sign-in/index.js'
import { element, readXmlError, quotableMessage } from './aws-error.js'
import { type AwsKeys, keysOf } from './aws-keys.js'
import type { AwsCredentials } from './sign-in-config.js'
import { readTokenFile } from './token-file.js'

type WebIdentity = Extract<AwsCredentials, { method: 'web-identity' }>

export interface WebIdentityMeans {
  /** The plain one, not the authorized. */
  readonly transport: Transport
  readonly sts: URL
  readonly now: () => number
  readonly onSecret: (secret: string) => void
  /** Text with stars in place of every secret. */
  readonly starred: (text: string) => string
  /** The workflow's own OIDC token, from GitHub. */
  readonly getIdToken: (audience: string | undefined) => Promise<string>
}

/** An hour is what every role allows (AWS STS API Reference, "AssumeRoleWithWebIdentity", DurationSeconds). */
const LIFE_SECONDS = 3_600
const ANSWER_MAX_BYTES = 1024 * 1024

/** Exchanges an OIDC token for temporary keys of the role. */
export async function assumeRole(
  identity: WebIdentity,
  means: WebIdentityMeans,
  signal: AbortSignal,
): Promise<Lease<AwsKeys>> {
  const token = await tokenOf(identity, means, signal)
  means.onSecret(token)
  const url = new URL(means.sts)
  const answer = await means.transport.send(
    {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/xml' },
      body: new URLSearchParams({
        Action: 'AssumeRoleWithWebIdentity',
        Version: '2011-06-15',
        RoleArn: identity.roleArn,
        RoleSessionName: identity.sessionName,
        DurationSeconds: String(LIFE_SECONDS),
        WebIdentityToken: token,
      }).toString(),
    },
    signal,
  )
  const text = await readText(answer, ANSWER_MAX_BYTES)
  if (answer.status !== 200) throw refusal(answer, means.starred(text), identity)
  const keys = keysOf(
    element(text, 'AccessKeyId'),
    element(text, 'SecretAccessKey'),
    element(text, 'SessionToken'),
  )
  if (keys === undefined) throw withoutKeys(identity)
  const expiry = element(text, 'Expiration')
  const lastsMs = lifetimeMs(expiry, answer.headers, means.now(), LIFE_SECONDS * 1_000)
  return { credential: keys, lastsMs }
}

async function tokenOf(
  { token }: WebIdentity,
  { getIdToken }: WebIdentityMeans,
  signal: AbortSignal,
): Promise<string> {
  if ('file' in token) return tokenIn(token.file)
  return await idTokenOf(getIdToken, token.audience, signal)
}

function tokenIn(file: string): string {
  const token = textOf(file)
  if (token === '') throw unreadableFile(file, ': it is empty')
  return token
}

function textOf(file: string): string {
  try {
    return readTokenFile(file)
  } catch (cause) {
    throw unreadableFile(file, '', cause)
  }
}

function unreadableFile(file: string, detail: string, cause?: unknown): ActionError {
  return new ActionError('credentials-refused', `The token file ${file} can't be read${detail}`, {
    hint: 'Check AWS_WEB_IDENTITY_TOKEN_FILE, or give role-to-assume to use the token of the workflow.',
    cause,
  })
}

function withoutKeys({ roleArn }: WebIdentity): ActionError {
  return new ActionError(
    'bad-answer',
    `Assuming role ${roleArn}: the answer holds no temporary keys`,
    {
      hint: 'Check sts-endpoint: another service may be answering there.',
    },
  )
}

/** Errors of the token, or of the provider itself: a later try, with a new token, may succeed. */
const PASSING = new Set(['ExpiredTokenException', 'ExpiredToken', 'IDPCommunicationError'])

function refusal(
  { status, headers }: HttpAnswer,
  text: string,
  { roleArn }: WebIdentity,
): ActionError {
  const { code, message } = readXmlError(text)
  const said = message === undefined ? '' : `: ${quotableMessage(message)}`
  const wait = retryAfterMs(headers, new Date())
  const requestId = headers['x-amzn-requestid']
  const details = {
    httpStatus: status,
    ...(code !== undefined && { remoteCode: code }),
    ...(requestId !== undefined && { requestId: quotableMessage(requestId) }),
    ...(wait !== undefined && { retryAfterMs: wait }),
  }
  const what = `Assuming role ${roleArn} was refused (${code ?? `HTTP ${status}`})${said}`
  if (status === 429 || /^Throttl|^RequestLimit/.test(code ?? '')) {
    return new ActionError('throttled', what, {
      ...details,
      hint: 'Too many sign-ins at once; it is tried again later.',
      transient: true,
    })
  }
  if (status >= 500 || PASSING.has(code ?? '')) {
    return new ActionError('service-error', what, {
      ...details,
      hint: 'The sign-in service is in trouble; it is tried again later.',
      transient: true,
    })
  }
  return new ActionError('credentials-refused', what, { ...details, hint: hintFor(status, code) })
}

function hintFor(status: number, code: string | undefined): string {
  if (status < 400) return 'Redirects are never followed with credentials: check sts-endpoint.'
  if (code === 'RegionDisabledException') {
    return 'STS is not activated in this region: activate it in IAM, or set sts-endpoint.'
  }
  return (
    "Check role-to-assume, and the role's trust policy: it must trust GitHub's provider " +
    '(token.actions.githubusercontent.com) with conditions on aud and sub that fit this workflow and audience.'
  )
}
