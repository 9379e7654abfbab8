import type { Secret } from './core/secret.js'

/**
 * What the user asked for, checked, as one frozen value. Written by github/inputs.ts; each adapter takes the
 * slice it needs. Types only.
 */
export interface Config {
  readonly service: ServiceConfig
  readonly task: TaskConfig
  readonly credentials: CredentialsConfig
  readonly source: SourceConfig
  readonly parameters: readonly BuildParameter[]
  readonly run: RunConfig
  readonly log: LogConfig
  readonly report: ReportConfig
}

/** Base URLs without a trailing slash. `iam` and `sts` are absent where the region has none. */
export interface ServiceConfig {
  readonly region?: string
  readonly build: URL
  readonly iam?: URL
  readonly sts?: URL
}

export type TaskConfig =
  | { readonly by: 'id'; readonly jobId: string }
  | { readonly by: 'name'; readonly projectId: string; readonly jobName: string }

/** `origin` names where a credential came from, for the log: an input or an environment variable. */
export type CredentialsConfig =
  | {
      readonly method: 'access-key'
      readonly origin: string
      readonly accessKeyId: string
      readonly secretAccessKey: Secret
      readonly securityToken?: Secret
    }
  | { readonly method: 'token'; readonly origin: string; readonly token: Secret }
  | {
      readonly method: 'password'
      readonly origin: string
      readonly username: string
      readonly password: Secret
      readonly domainName: string
      readonly iamProject: string
    }
  | {
      readonly method: 'oidc'
      readonly origin: string
      readonly providerUrn: string
      readonly agencyUrn: string
      readonly audience?: string
      /** Names the session in the account's audit log: carries the workflow's run id and attempt. */
      readonly sessionName: string
    }

/** Exactly what the service is asked to build. `default` sends no code information at all. */
export type SourceConfig =
  | { readonly kind: 'commit'; readonly commit: string }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'default' }

export interface BuildParameter {
  readonly name: string
  readonly value: string
  readonly secret: boolean
}

export interface RunConfig {
  readonly wait: boolean
  readonly dryRun: boolean
  /** Milliseconds from the start call; absent: no limit. */
  readonly timeoutMs?: number
  readonly pollIntervalMs: number
  readonly stopOnCancel: boolean
  readonly stopOnTimeout: boolean
}

export interface LogConfig {
  readonly mode: 'stream' | 'on-failure' | 'none'
  readonly level: 'INFO' | 'DEBUG'
  readonly timestamps: boolean
  /** Absolute path. */
  readonly file?: string
}

export interface ReportConfig {
  readonly summary: boolean
  readonly annotations: boolean
  /** Every secret value and each of its lines, longest first: what outputs and files must star. */
  readonly secrets: readonly Secret[]
}
