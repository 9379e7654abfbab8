import { Secret } from '../../core/index.js'
import { isLoopback, type InputSheet as Sheet, type InputTable } from '../../inputs/index.js'
import type { AwsCredentials } from './sign-in/index.js'

const DEFAULT_SESSION = 'GitHubActions'

export const CREDENTIAL_INPUTS = {
  'role-to-assume': {},
  'role-session-name': { default: DEFAULT_SESSION },
  audience: { default: 'sts.amazonaws.com' },
} as const satisfies InputTable<string>

type InputSheet = Sheet<keyof typeof CREDENTIAL_INPUTS>

/** Environment variables that may hold secrets. */
export const CREDENTIAL_VARIABLES: readonly string[] = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
]

const WAYS =
  'give role-to-assume (with permissions: id-token: write), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, ' +
  'e.g. by aws-actions/configure-aws-credentials'

/** The one way to sign in: the role to assume, else what the environment has, in the order of the AWS SDKs. */
export function readCredentials(sheet: InputSheet): AwsCredentials | undefined {
  if (sheet.text('role-to-assume') !== '') return role(sheet)
  for (const input of ['role-session-name', 'audience'] as const) {
    if (sheet.isGiven(input)) {
      sheet.problem(
        `Input ${input} belongs to role-to-assume, which is empty; set it, or drop ${input}.`,
      )
    }
  }
  if (sheet.variable('AWS_ACCESS_KEY_ID') || sheet.variable('AWS_SECRET_ACCESS_KEY')) {
    return environmentKeys(sheet)
  }
  if (sheet.variable('AWS_WEB_IDENTITY_TOKEN_FILE')) return tokenFile(sheet)
  const container = containerAgent(sheet)
  if (container === undefined) sheet.problem(`No credentials: ${WAYS}.`)
  return container === 'refused' ? undefined : container
}

function role(sheet: InputSheet): AwsCredentials | undefined {
  const roleArn = sheet.text('role-to-assume')
  const sessionName = sheet.text('role-session-name')
  const checked = [isRole(sheet, 'Input role-to-assume', roleArn), isSession(sheet, sessionName)]
  if (!checked.every(Boolean)) return undefined
  return {
    method: 'web-identity',
    origin: 'input role-to-assume',
    roleArn,
    sessionName,
    token: { audience: sheet.text('audience') },
  }
}

function tokenFile(sheet: InputSheet): AwsCredentials | undefined {
  const roleArn = sheet.variable('AWS_ROLE_ARN')
  const sessionName = sheet.variable('AWS_ROLE_SESSION_NAME') || DEFAULT_SESSION
  const checked = [
    isRole(sheet, 'Environment AWS_ROLE_ARN', roleArn),
    isSession(sheet, sessionName),
  ]
  if (!checked.every(Boolean)) return undefined
  return {
    method: 'web-identity',
    origin: 'environment AWS_WEB_IDENTITY_TOKEN_FILE',
    roleArn,
    sessionName,
    token: { file: sheet.variable('AWS_WEB_IDENTITY_TOKEN_FILE') },
  }
}

function isRole(sheet: InputSheet, label: string, arn: string): boolean {
  if (/^arn:aws[a-z-]*:iam::\d{12}:role\/[\x21-\x7e]{1,576}$/.test(arn)) return true
  sheet.problem(
    `${label} is ${sheet.quoted(arn)}: it must be the ARN of a role, e.g. arn:aws:iam::123456789012:role/ci.`,
  )
  return false
}

/** AWS STS API Reference, "AssumeRoleWithWebIdentity", RoleSessionName. */
function isSession(sheet: InputSheet, name: string): boolean {
  if (/^[\w+=,.@-]{2,64}$/.test(name)) return true
  sheet.problem(
    `The session name is ${sheet.quoted(name)}: it must have 2 to 64 letters, digits and characters of _+=,.@-.`,
  )
  return false
}

function environmentKeys(sheet: InputSheet): AwsCredentials | undefined {
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const
  const [id, key, token] = names.map((name) => sheet.variable(name))
  if (!id || !key) {
    const missing = id ? 'AWS_SECRET_ACCESS_KEY' : 'AWS_ACCESS_KEY_ID'
    sheet.problem(
      `An access key is incomplete: environment ${missing} is empty; set it ` +
        `(a secret is empty in pull requests of forks and where its name is misspelt).`,
    )
    return undefined
  }
  if (!names.map((name) => isSendable(sheet, name)).every(Boolean)) return undefined
  return {
    method: 'keys',
    origin: 'environment AWS_ACCESS_KEY_ID',
    accessKeyId: id,
    secretAccessKey: new Secret(key),
    ...(token && { sessionToken: new Secret(token) }),
  }
}

/** Keys and tokens are sent in headers: anything but visible ASCII shows that the value was copied badly. */
function isSendable(sheet: InputSheet, name: string): boolean {
  if (/^[\x21-\x7e]*$/.test(sheet.variable(name))) return true
  sheet.problem(
    `environment ${name} holds white space or characters that no key has; copy the value again, on one line.`,
  )
  return false
}

const ECS_AGENT = 'http://169.254.170.2'
/** The agents of ECS and EKS, which speak plain HTTP (AWS SDKs and Tools, "Container credential provider"). */
const AGENTS = new Set(['169.254.170.2', '169.254.170.23', '[fd00:ec2::23]'])

function containerAgent(sheet: InputSheet): AwsCredentials | 'refused' | undefined {
  const relative = sheet.variable('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI')
  const name = `AWS_CONTAINER_CREDENTIALS_${relative === '' ? 'FULL' : 'RELATIVE'}_URI`
  const given = relative === '' ? sheet.variable(name) : `${ECS_AGENT}${relative}`
  if (given === '') return undefined
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url === undefined || !isAgent(url)) {
    sheet.problem(
      `Environment ${name} names no container agent: https:, or http: on loopback or one of ${[...AGENTS].join(', ')}.`,
    )
    return 'refused'
  }
  const file = sheet.variable('AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE')
  const token = sheet.variable('AWS_CONTAINER_AUTHORIZATION_TOKEN')
  const authorization = file !== '' ? { file } : token !== '' ? new Secret(token) : undefined
  return {
    method: 'container',
    origin: `environment ${name}`,
    url,
    ...(authorization && { authorization }),
  }
}

function isAgent({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true
  return protocol === 'http:' && (isLoopback(hostname) || AGENTS.has(hostname))
}
