import type { ActionError } from './errors.js'
import type { Random } from './pacing.js'
import type { Backend, Clock } from './ports.js'
import type { StartedRun } from './run.js'

/** What the search for a started run needs. */
export interface FindStartedParts {
  readonly backend: Backend
  readonly clock: Clock
  readonly random: Random
}

/** The result of the search for the run that an unclear start may have made. */
export type FoundRun =
  | { readonly kind: 'found'; readonly run: StartedRun }
  | { readonly kind: 'several'; readonly error: ActionError }
  /** Looked for long enough, and not there. */
  | { readonly kind: 'none' }
  /** The look-ups failed, or the limit came first. */
  | { readonly kind: 'unknown'; readonly error?: ActionError }
