import type { RunRef } from './run.js'

/**
 * How far main got, for the post step. `starting` has no number yet; `left` was left running on purpose;
 * `finished` saw the end. Holds no secret, because the runner keeps it in a file.
 */
export type JournalEntry =
  | {
      readonly phase: 'starting'
      readonly since: number
      /** Of a start that may be sent again: `RepeatableStart.request`. */
      readonly request?: string
    }
  | KnownRunEntry
  | { readonly phase: 'left' | 'finished' | 'not-started' }

/** Of a run that main knew: nothing but its reference is needed to end it. */
export interface KnownRunEntry {
  readonly phase: 'running' | 'stopping' | 'lost'
  readonly since: number
  readonly run: RunRef
}
