import type { Secret } from '../../../core/index.js'

/** The way to sign in. `origin` names where it came from, for the log: an input or an environment variable. */
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

/** Who signs in, and where. `iam` and `sts` are absent where the region has none. */
export interface HuaweiConfig {
  readonly region?: string
  /** Base URLs without a trailing slash. */
  readonly iam?: URL
  readonly sts?: URL
  readonly credentials: CredentialsConfig
}
