/** The credentials that the simulator accepts when it is told of none. Public, and good for nothing else. */
export const AWS_CREDENTIALS = {
  accessKeyId: 'AKIASIMULATOR0000001',
  secretAccessKey: 'SimulatorAwsSecretKeyNotForRealUse0000001',
} as const

export const AWS_REGION = 'eu-central-1'
export const ROLE_ARN = 'arn:aws:iam::123456789012:role/ci'
export const ACCOUNT_ID = '123456789012'
/** What the runner asks an identity token with. */
export const REQUEST_TOKEN = 'simulator-request-token-of-aws'

export interface AwsKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** Milliseconds since 1970, the service's clock. */
  readonly expiresAt?: number
}

/** How this copy of AWS is. */
export interface AwsSimulatorOptions {
  readonly clock?: { now(): number }
  readonly port?: number
  readonly keys?: readonly AwsKey[]
  /** Permissions that nobody has, e.g. `codebuild:StopBuild`. */
  readonly denied?: readonly string[]
  /** Life of the keys of an assumed role. */
  readonly sessionSeconds?: number
  /** How long keys serve beyond their end: a busy machine may hold a request up in real time. */
  readonly expiryGraceMs?: number
  /** Most events of one page of the log. */
  readonly pageEvents?: number
  /** How many empty pages stand before each page that has any. */
  readonly emptyPages?: number
  /** Where errors say their code. */
  readonly errorTypeIn?: 'body' | 'prefixed' | 'header'
  readonly serviceClockOffsetMs?: number
}

export type AwsSettings = Required<AwsSimulatorOptions>

export function awsSettings(options: AwsSimulatorOptions): AwsSettings {
  return {
    clock: Date,
    port: 0,
    keys: [AWS_CREDENTIALS],
    denied: [],
    sessionSeconds: 3_600,
    expiryGraceMs: 0,
    pageEvents: 10_000,
    emptyPages: 0,
    errorTypeIn: 'body',
    serviceClockOffsetMs: 0,
    ...options,
  }
}
