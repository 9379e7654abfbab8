import type { ActionError } from './errors.js'
import type { EndedRun, StartedRun, StopResult, WaitingRun } from './run.js'

/** How the supervision of a run came out. Cancellation is an outcome, not an exception. */
export type Outcome =
  /** Without `error`: cancelled before the start request was sent. */
  | { readonly kind: 'not-started'; readonly error?: ActionError }
  /** Started, and not waited for. */
  | { readonly kind: 'started'; readonly run: StartedRun }
  /** The run waits for a person, and this step doesn't wait for that. */
  | { readonly kind: 'waiting'; readonly run: StartedRun; readonly waiting: WaitingRun }
  | { readonly kind: 'ended'; readonly run: StartedRun; readonly ended: EndedRun }
  /** Not started: this earlier run of the same source and parameters stands for it. */
  | { readonly kind: 'reused'; readonly run: StartedRun; readonly ended: EndedRun }
  | {
      readonly kind: 'cancelled'
      readonly cause: string
      readonly run: StartedRun
      readonly stop: StopResult | 'not-asked'
      readonly ended?: EndedRun
    }
  | {
      readonly kind: 'deadline'
      /** The limit that was over. */
      readonly limitMs: number
      readonly run: StartedRun
      readonly stop: StopResult | 'not-asked'
      readonly ended?: EndedRun
    }
  /** The journal couldn't be written, so the run was stopped. */
  | {
      readonly kind: 'unrecorded'
      readonly error: ActionError
      readonly run: StartedRun
      readonly stop: StopResult
      readonly ended?: EndedRun
    }
  | { readonly kind: 'lost'; readonly error: ActionError; readonly run?: StartedRun }

/** Whether the step gave the run up, or somebody ended it: then the log is not searched for a failure. */
export function isInterrupted(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'ended':
      return outcome.ended.conclusion === 'stopped'
    case 'cancelled':
      return outcome.ended === undefined || outcome.ended.conclusion === 'stopped'
    case 'deadline':
    case 'unrecorded':
      return true
    case 'not-started':
    case 'started':
    case 'waiting':
    case 'reused':
    case 'lost':
      return false
  }
}

/** The run and its end, where that was seen. */
export function endOf(
  outcome: Outcome,
): { readonly run: StartedRun; readonly ended: EndedRun } | undefined {
  switch (outcome.kind) {
    case 'ended':
    case 'reused':
    case 'cancelled':
    case 'deadline':
    case 'unrecorded': {
      const { run, ended } = outcome
      return ended && { run, ended }
    }
    case 'not-started':
    case 'started':
    case 'waiting':
    case 'lost':
      return undefined
  }
}
