import type { OffsetUnit } from './timed-log.js'

/** Which dialects of which calls are published; `false` or an empty list: none. */
export interface Offers {
  readonly start?: readonly ('v3' | 'v1')[]
  readonly status?: readonly ('v3' | 'v1' | 'running-status' | 'build-info')[]
  readonly recordInfo?: readonly ('v4' | 'v3' | 'v1')[]
  readonly log?: readonly ('v3' | 'v1' | 'task-log' | 'download-log')[]
  readonly stop?: readonly ('v3-path' | 'v1' | 'v3-body')[]
  readonly history?: readonly ('period-history' | 'history' | 'v1-list')[]
  readonly historyDetails?: boolean
  readonly historyParameters?: boolean
  readonly outputInfo?: boolean
  readonly flowGraph?: readonly ('v3' | 'v1')[]
  readonly successRatio?: boolean
  readonly jobs?: readonly ('v3' | 'v1')[]
  readonly taskChanges?: boolean
  readonly jobInfo?: boolean
  readonly checkDisable?: boolean
  readonly analysis?: boolean
  readonly definitions?: readonly ('v1' | 'v3')[]
  readonly checkExist?: boolean
  readonly templates?: readonly ('v1' | 'v3')[]
  readonly keystores?: readonly ('list' | 'v2' | 'v3')[]
}

export interface AccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Temporary keys have one: it must come along, signed. */
  readonly securityToken?: string
  /** Milliseconds since 1970, the service's clock. */
  readonly expiresAt?: number
}

export interface KnownToken {
  readonly token: string
  readonly expiresAt?: number
}

export interface User {
  readonly name: string
  readonly password: string
  readonly domain: string
  /** The projects a token may be scoped to, by name. */
  readonly projects: readonly string[]
}

/** Who may be whom: the workflow's identity token, and what it is exchanged for. */
export interface OidcTrust {
  readonly requestToken: string
  readonly subject: string
  readonly defaultAudience: string
  /** The audience the provider was set up with. */
  readonly audience: string
  readonly providerUrn: string
  readonly agencyUrn: string
  readonly idTokenLifetimeMs: number
  /** The life of the keys where the request doesn't name one; the document says an hour. */
  readonly sessionSeconds: number
  /** The agency's longest session; a longer one asked for is refused. */
  readonly maxSessionSeconds: number
}

/** How this copy of the service is, where the documents leave it open or differ. */
export interface SimulatorOptions {
  readonly clock?: { now(): number }
  readonly port?: number
  readonly offers?: Offers
  /** Lifetime of tokens that the sign-in call gives. */
  readonly tokenLifetimeMs?: number
  /** How long tokens and keys serve beyond their end: a busy machine may hold a request up in real time. */
  readonly expiryGraceMs?: number
  readonly accessKeys?: readonly AccessKey[]
  readonly tokens?: readonly KnownToken[]
  readonly users?: readonly User[]
  readonly oidc?: Partial<OidcTrust>
  /** Most units of one page of the incremental log. */
  readonly logPageSize?: number
  readonly offsetUnit?: OffsetUnit
  /** `more-now`: more can be read at once; `still-running`: more may come. */
  readonly hasMoreMeans?: 'more-now' | 'still-running'
  /** Offsets of the v1 log call: strings by its table, numbers in its sample. */
  readonly v1OffsetsAs?: 'string' | 'number'
  /** Whether stageN counts the steps that are listed, or hidden ones too. */
  readonly stageNumbers?: 'visible' | 'all'
  /** What whole-file log calls say of a running build. */
  readonly filesWhileRunning?: 'partial' | 'nothing'
  /** HTTP status of "nothing there" in JSON from the whole-file log calls. */
  readonly nothingThereStatus?: number
  readonly recordInfoV3Case?: 'camel' | 'snake'
  /** The v1 task list as its published sample has it, or as live clients read it. */
  readonly jobListV1As?: 'jobs' | 'job_list'
  readonly parametersAs?: 'map' | 'array'
  /** A history of one build as a list, or as the bare object of the samples. */
  readonly historyOfOneAs?: 'array' | 'object'
  /** How a stop of an ended build is answered. */
  readonly endedStopAnswer?: { readonly status: 400 | 200; readonly as: 'json' | 'text' }
  /** Older sites refuse `scm.build_type`. */
  readonly knowsBuildType?: boolean
  /** The service's clock minus the client's. */
  readonly serviceClockOffsetMs?: number
}

/** The credentials that a simulator accepts when it is told of none. Public, and good for nothing else. */
export const CREDENTIALS = {
  accessKeyId: 'SIMULATORACCESSKEY01',
  secretAccessKey: 'SimulatorSecretAccessKeyNotForRealUse001',
  token: 'simulator-project-token-not-for-real-use',
  username: 'builder',
  password: 'simulator-password',
  domainName: 'simulated-account',
  iamProject: 'cn-north-4',
} as const

const OIDC_TRUST: OidcTrust = {
  requestToken: 'simulator-request-token',
  subject: 'repo:octo-org/octo-repo:ref:refs/heads/main',
  defaultAudience: 'https://github.com/octo-org',
  audience: 'https://github.com/octo-org',
  providerUrn: 'iam::1a2b3c4d5e6f:oidcProvider:github',
  agencyUrn: 'iam::1a2b3c4d5e6f:agency:builder',
  idTokenLifetimeMs: 300_000,
  sessionSeconds: 3_600,
  maxSessionSeconds: 3_600,
}

export type Settings = Required<Omit<SimulatorOptions, 'oidc'>> & { readonly oidc: OidcTrust }

export function settings(options: SimulatorOptions): Settings {
  return {
    clock: Date,
    port: 0,
    offers: {},
    tokenLifetimeMs: 24 * 3_600_000,
    expiryGraceMs: 0,
    accessKeys: [
      { accessKeyId: CREDENTIALS.accessKeyId, secretAccessKey: CREDENTIALS.secretAccessKey },
    ],
    tokens: [{ token: CREDENTIALS.token }],
    users: [
      {
        name: CREDENTIALS.username,
        password: CREDENTIALS.password,
        domain: CREDENTIALS.domainName,
        projects: [CREDENTIALS.iamProject],
      },
    ],
    logPageSize: 1_000_000,
    offsetUnit: 'utf16',
    hasMoreMeans: 'more-now',
    v1OffsetsAs: 'string',
    stageNumbers: 'visible',
    filesWhileRunning: 'partial',
    nothingThereStatus: 200,
    recordInfoV3Case: 'snake',
    jobListV1As: 'jobs',
    parametersAs: 'map',
    historyOfOneAs: 'array',
    endedStopAnswer: { status: 400, as: 'json' },
    knowsBuildType: true,
    serviceClockOffsetMs: 0,
    ...options,
    oidc: { ...OIDC_TRUST, ...options.oidc },
  }
}
