import { ActionError, type ErrorCode, type ErrorDetails } from '../../../core/index.js'
import { type HttpAnswer, retryAfterMs } from '../../../http/index.js'
import { readAwsError, refusedPart, quotableMessage } from '../sign-in/index.js'
import type { AwsService } from './aws-service.js'

/** One call, as its errors name it. */
export interface CalledOperation {
  readonly service: AwsService
  /** e.g. `StartBuild`. */
  readonly operation: string
}

type Meaning = Pick<ErrorDetails, 'hint' | 'transient' | 'delivery'> & {
  readonly code: ErrorCode
  /** Printed after the service's own message. */
  readonly note?: string
}

/** AWS SDKs, "Retry behavior", throttling error codes. */
const THROTTLED = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestThrottled',
  'RequestThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceededException',
  'LimitExceededException',
  'SlowDown',
  'PriorRequestNotComplete',
])

const TROUBLE = new Set([
  'InternalFailure',
  'InternalServerError',
  'InternalServerException',
  'InternalErrorException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
])

interface AnswerParts {
  readonly text: string
  readonly now: Date
  /** Text with stars in place of every secret: remote text is starred before it is cut. */
  readonly starred: (text: string) => string
}

/** What an unwanted answer means, with the service's own words, code and request id. Quotes no secret. */
export function answerError(
  called: CalledOperation,
  answer: Pick<HttpAnswer, 'status' | 'headers'>,
  { text, now, starred }: AnswerParts,
): ActionError {
  const { status, headers } = answer
  const { code: remote, message } = readAwsError(headers, starred(text))
  const meaning = meaningOf(called, status, remote, message ?? '')
  const said = message === undefined ? describe(text) : quotableMessage(message)
  const requestId = headers['x-amzn-requestid'] ?? headers['x-amz-request-id']
  const wish = retryAfterMs(headers, now)
  const note = meaning.note === undefined ? '' : ` ${meaning.note}`
  const reason = remote ?? `HTTP ${status}`
  return new ActionError(
    meaning.code,
    `${called.operation} was refused by AWS (${reason}): ${said}${note}`,
    {
      hint: meaning.hint,
      delivery: meaning.delivery ?? 'answered',
      transient: meaning.transient ?? false,
      httpStatus: status,
      ...(remote !== undefined && { remoteCode: remote }),
      ...(requestId !== undefined && { requestId: quotableMessage(starred(requestId)) }),
      ...(wish !== undefined && { retryAfterMs: wish }),
    },
  )
}

function meaningOf(called: CalledOperation, status: number, remote = '', message: string): Meaning {
  if (status === 429 || THROTTLED.has(remote) || /^Rate exceeded/i.test(message)) return THROTTLING
  if (refusedPart(remote) !== undefined || status === 401) return credentials(remote)
  if (remote.startsWith('AccessDenied') || remote === 'NotAuthorized') return denied(called)
  if (status >= 500 || TROUBLE.has(remote)) return TROUBLED
  if (remote === 'AccountLimitExceededException') return QUOTA
  if (remote === 'ResourceNotFoundException') return MISSING
  if (status >= 300 && status < 400) return REDIRECTED
  if (remote === '') return status === 403 ? denied(called) : STRANGE
  return REFUSED
}

const THROTTLING: Meaning = {
  code: 'throttled',
  // AWS throttles before it reads a request, so a start that was throttled may be sent again.
  delivery: 'not-delivered',
  transient: true,
  hint: 'AWS limits requests of an account and region; they are repeated by themselves. A larger poll-interval-seconds sends fewer.',
}
const TROUBLED: Meaning = {
  code: 'service-error',
  delivery: 'unclear',
  transient: true,
  hint: 'Trouble inside the service; the request is repeated by itself.',
}
const QUOTA: Meaning = {
  code: 'refused',
  note: 'The quota of concurrently running builds of this account is used up.',
  hint: 'Wait for other builds to end, limit them with concurrency, or ask for more in Service Quotas (AWS CodeBuild, "Concurrently running builds").',
}
const MISSING: Meaning = {
  code: 'not-found',
  hint: 'Check project-name and region, and that the credentials are of the account that has the project.',
}
const REDIRECTED: Meaning = {
  code: 'refused',
  hint: 'Redirects are not followed, because credentials would travel along: correct endpoint or the proxy.',
}
const STRANGE: Meaning = {
  code: 'refused',
  hint: 'This is no answer of AWS: check the endpoint inputs, AWS_ENDPOINT_URL and the proxy.',
}
const REFUSED: Meaning = {
  code: 'refused',
  hint: "The service's message says why; the API reference of the service explains its code.",
}

/** AWS names permissions by service and operation. */
function denied({ service, operation }: CalledOperation): Meaning {
  const permission = `${service.name}:${operation}`
  return {
    code: 'not-permitted',
    note: `The permission ${permission} is missing.`,
    hint: `Allow ${permission} in the policy of the role or user that signs in here.`,
  }
}

function credentials(remote: string): Meaning {
  const hint = remote.startsWith('ExpiredToken')
    ? 'Temporary keys of the environment are not renewed: let the role live longer (role-duration-seconds), or use role-to-assume here, which renews its keys.'
    : refusedPart(remote) === 'signature'
      ? "Check that AWS_SECRET_ACCESS_KEY belongs to AWS_ACCESS_KEY_ID and has no blanks or line breaks, and the runner's clock (NTP)."
      : 'Check the access key: it may be deleted, inactive, of another partition, or temporary and without AWS_SESSION_TOKEN.'
  return { code: 'credentials-refused', hint }
}

function describe(text: string): string {
  if (text.trim() === '') return 'an empty answer.'
  return /^\s*</.test(text) ? 'an HTML or XML page.' : 'an answer without a message.'
}
