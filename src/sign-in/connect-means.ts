import type { ActionError } from '../core/index.js'

/** What a step hands to a cloud's `connect`: its clock, its warnings and debug lines, and how secrets are kept. */
export interface ConnectMeans {
  /** Epoch milliseconds, this machine's clock. */
  readonly now: () => number
  /** A line for debug runs. */
  readonly debug: (line: string) => void
  /** Whether each call is a debug line, too. */
  readonly logCalls: boolean
  readonly warn: (warning: ActionError) => void
  /** Called with each secret that a sign-in brings, before it is used. */
  readonly mask: (secret: string) => void
  /** Called with each request's signature: nothing that is written may show it. */
  readonly hide: (signature: string) => void
  /** Text with stars in place of every secret: remote text is starred before it is cut. */
  readonly starred: (text: string) => string
  /** The workflow's own OIDC token, from GitHub. Rejects where the workflow lacks `permissions: id-token: write`. */
  readonly getIdToken: (audience: string | undefined) => Promise<string>
  /** How many 401 in a row end all calls; 3 by default. */
  readonly mostRefusals?: number
}
