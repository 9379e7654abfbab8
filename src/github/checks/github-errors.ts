import { ActionError, type ErrorCode, type ErrorDetails } from '../../core/index.js'
import { retryAfterMs } from '../../http/index.js'
import { dig, isObject, startOf } from '../../text/index.js'

/**
 * How long to wait if GitHub doesn't say: at least a minute (GitHub REST API, "Rate limits", "Exceeding the rate
 * limit").
 */
const LEAST_PAUSE_MS = 60_000
const LONGEST_QUOTE_CHARS = 300

/** The scope that a job's `permissions:` must name for a call. */
export type Permission = 'checks: write' | 'statuses: write'

interface Refusal {
  readonly call: string
  readonly permission: Permission
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly words: string
  readonly now: number
}

type Meaning = Pick<ErrorDetails, 'hint' | 'retryAfterMs' | 'transient'> & {
  readonly code: ErrorCode
  readonly delivery: ActionError['delivery']
}

/** What is needed to read a refusal. */
export interface Reading {
  /** Epoch milliseconds. */
  readonly now: number
  /** Text with stars in place of every secret. */
  readonly starred: (text: string) => string
}

/** Why a call of GitHub's API failed; what octokit threw may be its own error or one of our transport inside it. */
export function githubError(
  call: string,
  permission: Permission,
  error: unknown,
  { now, starred }: Reading,
): ActionError {
  const cause = error instanceof Error ? error.cause : undefined
  if (error instanceof ActionError) return error
  if (cause instanceof ActionError) return cause
  const status = dig(error, 'status')
  const response = dig(error, 'response')
  if (typeof status !== 'number' || !isObject(response)) return unanswered(call, error)
  const refusal = {
    call,
    permission,
    status,
    headers: textsOf(dig(response, 'headers')),
    words: startOf(starred(wordsOf(dig(response, 'data'))), LONGEST_QUOTE_CHARS),
    now,
  }
  const { code, ...details } = meaningOf(refusal)
  return new ActionError(
    code,
    `${call} was refused by GitHub with HTTP ${status}: ${refusal.words}`,
    {
      ...details,
      httpStatus: status,
    },
  )
}

function meaningOf(refusal: Refusal): Meaning {
  const { status, permission } = refusal
  if (status === 429 || (status === 403 && isLimit(refusal))) return limited(refusal)
  if (status >= 500) return TROUBLED
  if (status === 401) return UNKNOWN_TOKEN
  if (status === 403) return forbidden(permission)
  if (status === 404) return missing(permission)
  return INVALID
}

/** A primary or secondary limit comes as a 403 as well. */
function isLimit({ headers, words }: Refusal): boolean {
  return (
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /secondary rate limit|rate limit exceeded|abuse detection/i.test(words)
  )
}

function limited({ headers, now }: Refusal): Meaning {
  const reset = Number(headers['x-ratelimit-reset']) * 1_000 - now
  const spent = headers['x-ratelimit-remaining'] === '0' && Number.isFinite(reset)
  const pause = spent ? Math.max(0, reset) : LEAST_PAUSE_MS
  return {
    code: 'throttled',
    // GitHub refuses it for the limit before it reads it.
    delivery: 'not-delivered',
    transient: true,
    retryAfterMs: retryAfterMs(headers, new Date(now)) ?? pause,
    hint: 'GitHub limits requests of a repository. The build and its result are not affected.',
  }
}

const TROUBLED: Meaning = {
  code: 'service-error',
  delivery: 'unclear',
  transient: true,
  hint: "Look at GitHub's status page. The build and its result are not affected.",
}
const UNKNOWN_TOKEN: Meaning = {
  code: 'credentials-refused',
  delivery: 'answered',
  hint: 'GitHub does not accept github-token: leave the input out for the token of the job, which lives until the job ends.',
}
const INVALID: Meaning = {
  code: 'refused',
  delivery: 'answered',
  hint: "GitHub's message says why. The commit must be one that this repository on GitHub has.",
}

/** The sentence that every warning about a missing permission begins with. */
export function permissionHint(permission: Permission): string {
  return `Add \`${permission}\` to the \`permissions:\` of the job`
}

function forbidden(permission: Permission): Meaning {
  const other =
    permission === 'checks: write'
      ? "; a personal token can't write checks at all: use the token of the job or of a GitHub App, or check-kind: status"
      : ''
  return {
    code: 'not-permitted',
    delivery: 'answered',
    hint: `${permissionHint(permission)}${other}.`,
  }
}

function missing(permission: Permission): Meaning {
  return {
    code: 'not-found',
    delivery: 'answered',
    hint: `github-token must belong to this repository. ${permissionHint(permission)}.`,
  }
}

/** An answer that GitHub did not give, e.g. a proxy's page with HTTP 200. */
export function badGithubAnswer(call: string): ActionError {
  return new ActionError('bad-answer', `${call}: the answer is not one of GitHub's.`, {
    hint: 'A proxy may have answered in its place: check https_proxy and GITHUB_API_URL.',
    delivery: 'unclear',
    transient: true,
  })
}

function unanswered(call: string, cause: unknown): ActionError {
  return new ActionError('no-answer', `${call}: GitHub gave no answer in time.`, {
    hint: 'The build and its result are not affected.',
    delivery: 'unclear',
    transient: true,
    cause,
  })
}

function textsOf(headers: unknown): Readonly<Record<string, string>> {
  const all = isObject(headers) ? Object.entries(headers) : []
  return Object.fromEntries(all.flatMap(([name, value]) => texts(name, value)))
}

function texts(name: string, value: unknown): readonly (readonly [string, string])[] {
  return typeof value === 'string' ? [[name, value]] : []
}

function wordsOf(data: unknown): string {
  const message = dig(data, 'message')
  if (typeof message === 'string') return message
  return typeof data === 'string' && /^\s*</.test(data) ? 'an HTML page' : 'no message'
}
