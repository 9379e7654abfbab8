import type { AwsKeys } from './aws-keys.js'

/** How the user wished to sign in. `origin` says where that came from, e.g. `input role-to-assume`. */
export type AwsCredentials =
  | ({ readonly method: 'keys'; readonly origin: string } & AwsKeys)
  | {
      readonly method: 'web-identity'
      readonly origin: string
      readonly roleArn: string
      readonly sessionName: string
      /** The workflow's own token for an audience, or one that is in a file. */
      readonly token: { readonly audience: string } | { readonly file: string }
    }
  | {
      readonly method: 'container'
      readonly origin: string
      readonly url: URL
      /** The value of the header `Authorization`, read again each time if it is in a file. */
      readonly authorization?: AwsKeys['secretAccessKey'] | { readonly file: string }
    }

/** What signing in to AWS needs to know. */
export interface AwsConfig {
  readonly region: string
  readonly credentials: AwsCredentials
  /** Base URL of STS. */
  readonly sts: URL
}
