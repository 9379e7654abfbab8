import { capitalized, Secret } from '../../core/index.js'
import type { InputTable, InputSheet as Sheet } from '../../inputs/index.js'
import type { CredentialsConfig } from './sign-in/index.js'

/** The access key id is no secret by itself, but it is masked like its key. */
export const CREDENTIAL_INPUTS = {
  'access-key-id': { secret: true },
  'secret-access-key': { secret: true },
  'security-token': { secret: true },
  token: { secret: true },
  username: {},
  password: { secret: true },
  'domain-name': {},
  'iam-project': {},
  'oidc-provider-urn': {},
  'oidc-agency-urn': {},
  'oidc-audience': {},
} as const satisfies InputTable<string>

export type CredentialInput = keyof typeof CREDENTIAL_INPUTS
type InputSheet = Sheet<CredentialInput>

/** The SDKs' own variables, and those of Huawei's other actions. */
const SDK_VARIABLES = [
  'HUAWEICLOUD_SDK_AK',
  'HUAWEICLOUD_SDK_SK',
  'HUAWEICLOUD_SDK_SECURITY_TOKEN',
] as const
const ACTION_VARIABLES = ['HUAWEI_CLOUD_ACCESS_KEY_ID', 'HUAWEI_CLOUD_SECRET_ACCESS_KEY'] as const

/** Environment variables that may hold secrets. */
export const CREDENTIAL_VARIABLES: readonly string[] = [...SDK_VARIABLES, ...ACTION_VARIABLES]

/** The most frequent reason why a sign-in input has no value. */
const EMPTY_REASON =
  'An input that comes from a secret is empty where the name of the secret is misspelt, where the secret belongs to an ' +
  'environment that the job does not name, in pull requests of forks, and in runs that Dependabot starts, which have secrets of their own.'

type Method = CredentialsConfig['method']
type Part = readonly [label: string, value: string]

const METHOD_INPUTS = {
  'access-key': ['access-key-id', 'secret-access-key', 'security-token'],
  token: ['token'],
  password: ['username', 'password', 'domain-name', 'iam-project'],
  oidc: ['oidc-provider-urn', 'oidc-agency-urn', 'oidc-audience'],
} as const satisfies Readonly<Record<Method, readonly CredentialInput[]>>

const METHODS = ['access-key', 'token', 'password', 'oidc'] as const satisfies readonly Method[]

const WAYS =
  'give access-key-id and secret-access-key, or token, or username, password and domain-name, ' +
  'or oidc-provider-urn and oidc-agency-urn, or set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK'

/** The one way to sign in. Inputs win; the environment counts only when no credential input is given. */
export function readCredentials(sheet: InputSheet, region: string): CredentialsConfig | undefined {
  const named = METHODS.filter((method) => METHOD_INPUTS[method].some((name) => sheet.text(name)))
  checkForms(sheet)
  const [method, other] = named
  if (method === undefined) return environmentKey(sheet)
  if (other !== undefined) {
    const given = named.map((each) =>
      METHOD_INPUTS[each].filter((name) => sheet.text(name)).join(', '),
    )
    sheet.problem(
      `Inputs ${given.join(' and ')} belong to ${named.length} ways to sign in; keep one: ${WAYS}.`,
    )
    checkKeys(sheet)
    return
  }
  if (method === 'access-key') return accessKey(sheet, ...inputParts(sheet, METHOD_INPUTS[method]))
  if (method === 'token') return tokenLogin(sheet)
  if (method === 'password') return passwordLogin(sheet, region)
  return oidcLogin(sheet)
}

/** The values of every way that is given are checked, so that all problems are listed at once. */
function checkKeys(sheet: InputSheet): void {
  const [id, key, ...tokens] = inputParts(sheet, [...METHOD_INPUTS['access-key'], 'token'])
  for (const part of [id, key, ...tokens]) isSendable(sheet, part)
  if (id[1] !== '' && key[1] !== '') arePair(sheet, id, key)
}

function inputParts<const Names extends readonly CredentialInput[]>(
  sheet: InputSheet,
  names: Names,
): { readonly [Index in keyof Names]: Part }
function inputParts(sheet: InputSheet, names: readonly CredentialInput[]): readonly Part[] {
  return names.map((name) => [`input ${name}`, sheet.text(name)] as const)
}

/** The SDKs' own variables come first, then those of Huawei's other actions; a half-set pair is a mistake. */
function environmentKey(sheet: InputSheet): CredentialsConfig | undefined {
  const chosen = [SDK_VARIABLES, ACTION_VARIABLES].find(
    ([id, key]) => sheet.variable(id) || sheet.variable(key),
  )
  if (chosen === undefined) {
    sheet.problem(
      `No credentials: every sign-in input is empty, and so is the environment; ${WAYS}. ${EMPTY_REASON}`,
    )
    return
  }
  const [id, key, token] = chosen
  const part = (name: string): Part => [`environment ${name}`, sheet.variable(name)]
  return accessKey(sheet, part(id), part(key), token === undefined ? ['', ''] : part(token))
}

function accessKey(
  sheet: InputSheet,
  id: Part,
  key: Part,
  token: Part,
): CredentialsConfig | undefined {
  const complete = present(sheet, 'An access key', [id, key])
  const fits = complete && arePair(sheet, id, key)
  const sendable = [id, key, token].map((part) => isSendable(sheet, part)).every(Boolean)
  if (!fits || !sendable) return undefined
  return {
    method: 'access-key',
    origin: id[0],
    accessKeyId: id[1],
    secretAccessKey: new Secret(key[1]),
    ...(token[1] && { securityToken: new Secret(token[1]) }),
  }
}

function tokenLogin(sheet: InputSheet): CredentialsConfig | undefined {
  const [token] = inputParts(sheet, METHOD_INPUTS.token)
  if (!isSendable(sheet, token)) return undefined
  return { method: 'token', origin: token[0], token: new Secret(token[1]) }
}

function passwordLogin(sheet: InputSheet, region: string): CredentialsConfig | undefined {
  const [username, password, domain, project] = inputParts(sheet, METHOD_INPUTS.password)
  const iamProject: Part = [`${project[0]} (or region)`, project[1] || region]
  if (!present(sheet, 'A user login', [username, password, domain, iamProject])) return undefined
  return {
    method: 'password',
    origin: username[0],
    username: username[1],
    password: new Secret(password[1]),
    domainName: domain[1],
    iamProject: iamProject[1],
  }
}

function oidcLogin(sheet: InputSheet): CredentialsConfig | undefined {
  const [provider, agency, audience] = inputParts(sheet, METHOD_INPUTS.oidc)
  if (!present(sheet, 'A keyless sign-in', [provider, agency])) return undefined
  if (!isUrn(provider[1], 'oidcProvider') || !isUrn(agency[1], 'agency')) return undefined
  return {
    method: 'oidc',
    origin: provider[0],
    providerUrn: provider[1],
    agencyUrn: agency[1],
    ...(audience[1] && { audience: audience[1] }),
    sessionName: `github-${digits(sheet, 'GITHUB_RUN_ID')}-${digits(sheet, 'GITHUB_RUN_ATTEMPT')}`,
  }
}

function digits(sheet: InputSheet, variable: string): string {
  return /^\d{1,20}$/.exec(sheet.variable(variable))?.[0] ?? '0'
}

function present(sheet: InputSheet, what: string, parts: readonly Part[]): boolean {
  const missing = parts.filter(([, value]) => value === '').map(([label]) => label)
  if (missing.length === 0) return true
  sheet.problem(
    `${what} is incomplete: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} empty. ${EMPTY_REASON}`,
  )
  return false
}

/** Keys and tokens are sent in headers: anything but visible ASCII shows that the value was copied badly. */
function isSendable(sheet: InputSheet, [label, value]: Part): boolean {
  if (/^[\x21-\x7e]*$/.test(value)) return true
  sheet.problem(
    `${capitalized(label)} holds white space or characters that no key has; copy the value again, on one line.`,
  )
  return false
}

/** What is badly formed whichever way to sign in is meant. */
function checkForms(sheet: InputSheet): void {
  for (const [input, kind, page] of [
    ['oidc-provider-urn', 'oidcProvider', 'Identity Providers'],
    ['oidc-agency-urn', 'agency', 'Agencies'],
  ] as const) {
    const urn = sheet.text(input)
    if (urn === '' || isUrn(urn, kind)) continue
    sheet.problem(
      `Input ${input} is ${sheet.quoted(urn)}: it must be a whole URN, iam::ACCOUNT-ID:${kind}:NAME; copy it from IAM, ${page}.`,
    )
  }
}

/** STS API reference, "AssumeAgencyWithOIDC": `provider_urn` and `agency_urn` have five parts. */
function isUrn(text: string, kind: 'oidcProvider' | 'agency'): boolean {
  return new RegExp(`^iam:[^:\\s]*:[^:\\s]+:${kind}:\\S+$`, 'i').test(text)
}

/** An access key id of Huawei Cloud: short, in capitals and digits; a secret access key is twice as long, and mixed. */
const KEY_ID = /^[0-9A-Z]{16,24}$/
const SHORTEST_SECRET_KEY = 30

/** Neither value is ever quoted: one of them is the secret, whichever input it stands in. */
function arePair(sheet: InputSheet, [idLabel, id]: Part, [keyLabel, key]: Part): boolean {
  if (id === key) {
    sheet.problem(
      `${capitalized(idLabel)} and ${keyLabel} have the same value; the first takes the id of the key, the second its secret.`,
    )
    return false
  }
  if (!KEY_ID.test(key) || KEY_ID.test(id) || id.length < SHORTEST_SECRET_KEY) return true
  sheet.problem(
    `${capitalized(idLabel)} and ${keyLabel} look swapped: the id is the short value in capitals and digits; exchange the two.`,
  )
  return false
}
