import type { ErrorCode } from '../../../core/index.js'
import { quoted } from './remote-error.js'

/** A 401 or 403 of the service, as far as it was understood. */
export interface RefusedAnswer {
  readonly status: number
  /** E.g. `APIGW.0301`; the gateway's prefix varies, its number counts. */
  readonly remoteCode?: string
  readonly remoteMessage?: string
  /** The answer's `Date`. */
  readonly serverTime?: Date
  readonly now: Date
}

/** What is printed about a refusal, for the owner of the account. */
export interface Explanation {
  readonly code: Extract<ErrorCode, 'credentials-refused' | 'not-permitted'>
  readonly message: string
  readonly hint: string
}

interface Case extends Explanation {
  readonly fits: (answer: RefusedAnswer) => boolean
}

/** The gateway refuses a signature whose date is further off (API Request Signing Guide). */
const MOST_SKEW_MS = 15 * 60_000

/**
 * Says which of the known causes a refusal has, and what to change. Texts and numbers: API Gateway, "Error
 * codes"; API Request Signing Guide, "Common errors related to IAM authentication information".
 * An unknown one is quoted, without anything that may be a secret.
 */
export function explainRefusal(refused: RefusedAnswer): Explanation {
  const answer = withoutRequest(refused)
  const known = CASES.find((candidate) => candidate.fits(answer))
  if (known !== undefined) {
    const { code, message, hint } = known
    return { code, message, hint }
  }
  const said = answer.remoteMessage === undefined ? '' : `: ${quoted(answer.remoteMessage)}`
  return answer.status === 401 ? unknown401(said) : unknown403(said)
}

/** The first case that fits counts. Those that go by the text come before those that go by the code: 0301 covers most. */
const CASES: readonly Case[] = [
  {
    fits: said(/reach the limit|locked/i),
    code: 'credentials-refused',
    message: 'The access key is locked after more than five failures in a row',
    hint: 'Wait 5 minutes, and check secret-access-key before the next run: each failure locks the key again.',
  },
  {
    fits: said(/\bak\b.*not exist|get secretkey failed/i),
    code: 'credentials-refused',
    message: 'The service does not know this access key',
    hint: 'Check access-key-id: the key may be deleted, disabled, of another cloud partition, or cut off.',
  },
  {
    fits: said(/x-auth-token not found/i),
    code: 'credentials-refused',
    message: 'No token reached the service',
    hint: 'Check that token is not empty, and that no proxy on the way strips the X-Auth-Token header.',
  },
  {
    fits: said(/token[^.]*expire/i),
    code: 'credentials-refused',
    message: 'The token is expired',
    hint: 'An IAM token lives 24 hours at most: obtain it in the same workflow, or sign in by password, OIDC or access key.',
  },
  {
    fits: said(/scope|unscoped|project[ _-]?id/i, 401),
    code: 'credentials-refused',
    message: 'The token is not scoped to a project',
    hint: 'Obtain the token with scope.project set to the project of the region (iam-project); a domain-wide token is not accepted.',
  },
  {
    fits: said(/decrypt token fail/i),
    code: 'credentials-refused',
    message: 'The service cannot read the token',
    hint: 'The token was cut off, or comes from another region or environment: obtain it from the IAM endpoint of this region.',
  },
  {
    fits: (answer) => answer.status === 401 && Math.abs(skewMs(answer)) > MOST_SKEW_MS,
    code: 'credentials-refused',
    message: "The clock of the runner is more than 15 minutes off the service's",
    hint: "Set the runner's clock (NTP): signatures carry their time, and old or future ones are refused.",
  },
  {
    fits: said(/signature/i, 401),
    code: 'credentials-refused',
    message: 'The signature does not fit the access key',
    hint: 'Check that secret-access-key belongs to access-key-id and has no blanks or line breaks; temporary keys need security-token too.',
  },
  {
    fits: numbered('0307'),
    code: 'credentials-refused',
    message:
      'The token is not valid at this address: it needs renewal, or the address is of another region',
    hint: 'Check that region (or endpoint) is where the build task lives and that the token is scoped to the project of that region.',
  },
  {
    fits: numbered('0310'),
    code: 'not-permitted',
    message: 'The IAM project is unavailable',
    hint: 'Check in the console that the project of this region is active and the account has no arrears or freeze.',
  },
  {
    fits: numbered('0801'),
    code: 'not-permitted',
    message: 'The service is not open to the account in this region',
    hint: 'Check region, and that CodeArts Build is bought or enabled there.',
  },
  {
    fits: numbered('0802'),
    code: 'not-permitted',
    message: 'The signed-in user is not allowed in this region',
    hint: 'Check region; an administrator of the account can grant the user the project of that region in IAM.',
  },
  {
    fits: numbered('0302', '0304', '0306'),
    code: 'not-permitted',
    message: 'The gateway does not let the account or its user call the API',
    hint: 'Check that the account is verified, without arrears and not restricted, and that the user may use programmatic access.',
  },
  {
    fits: (answer) => /STS5\.1001$/.test(answer.remoteCode ?? ''),
    code: 'credentials-refused',
    message: 'The agency could not be assumed',
    hint: "Check the agency's trust policy: the provider, and its conditions on oidc:iss, oidc:aud and oidc:sub.",
  },
  {
    fits: said(/agency|assumed/i, 403),
    code: 'not-permitted',
    message: 'The agency may not use this build task',
    // CodeArts, "Managing project members": agencies can be added as members, each with a role.
    hint: 'Add the agency to the CodeArts project (Members, From Agencies) with a role that may view and execute the task.',
  },
  {
    fits: (answer) => /^IAM\./.test(answer.remoteCode ?? ''),
    code: 'credentials-refused',
    message: 'IAM does not accept the credentials',
    hint: 'Check that the user or agency exists, is enabled and may use programmatic access, and that its policies do not deny it.',
  },
]

function unknown401(said: string): Explanation {
  return {
    code: 'credentials-refused',
    message: `The service refused the credentials${said}`,
    hint: 'Check the credentials, and that region (or endpoint) is the one they are made for.',
  }
}

/**
 * Rights on tasks come from the CodeArts project, not from IAM policies (CodeArts Build API reference: each
 * call's "Authorization information"; CodeArts Build user guide, "Configuring permissions").
 */
function unknown403(said: string): Explanation {
  return {
    code: 'not-permitted',
    message: `The service does not permit this${said}`,
    hint:
      'Add the user (with OIDC: the agency) to the CodeArts project with a role that may view and execute the build task, ' +
      "and check the task's own permissions; an IAM policy does not give this right.",
  }
}

function said(text: RegExp, status?: number): (answer: RefusedAnswer) => boolean {
  return (answer) =>
    (status === undefined || answer.status === status) && text.test(answer.remoteMessage ?? '')
}

function numbered(...numbers: readonly string[]): (answer: RefusedAnswer) => boolean {
  return (answer) => {
    const number = /^APIGW?\.(\d{4})$/i.exec(answer.remoteCode ?? '')?.[1]
    return number !== undefined && numbers.includes(number)
  }
}

/** Signature errors quote the signed request, whose paths and header names say nothing about the cause. */
function withoutRequest(answer: RefusedAnswer): RefusedAnswer {
  if (answer.remoteMessage === undefined) return answer
  return { ...answer, remoteMessage: answer.remoteMessage.replace(/canonicalRequest[\s\S]*/i, '…') }
}

function skewMs(answer: RefusedAnswer): number {
  return (answer.serverTime ?? answer.now).getTime() - answer.now.getTime()
}
