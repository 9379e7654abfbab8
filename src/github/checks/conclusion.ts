import type { Status, Verdict } from '../../core/index.js'

/** Only these: `neutral` and `skipped` pass a required check (GitHub, "Troubleshooting required status checks"). */
export const CHECK_CONCLUSIONS = ['success', 'failure', 'cancelled', 'timed_out'] as const

export type CheckConclusion = (typeof CHECK_CONCLUSIONS)[number]

/** GitHub's words for a commit status; it has no others. */
export type StatusState = 'success' | 'failure' | 'error' | 'pending'

const CONCLUSIONS: Readonly<Record<Status, CheckConclusion>> = {
  succeeded: 'success',
  reused: 'success',
  failed: 'failure',
  lost: 'failure',
  'not-started': 'failure',
  stopped: 'cancelled',
  'left-running': 'cancelled',
  'timed-out': 'timed_out',
  // Steps with these publish nothing; if one did, it must not pass.
  started: 'failure',
  done: 'failure',
  waiting: 'failure',
  checked: 'failure',
}

/** The check's conclusion for a verdict. `not-started` without an error means: cancelled before the start. */
export function conclusionOf({ status, error }: Verdict): CheckConclusion {
  return status === 'not-started' && error === undefined ? 'cancelled' : CONCLUSIONS[status]
}

/** What a commit status says in place of a conclusion. */
export function stateOf(conclusion: CheckConclusion): StatusState {
  switch (conclusion) {
    case 'success':
      return 'success'
    case 'failure':
    case 'timed_out':
      return 'failure'
    case 'cancelled':
      return 'error'
  }
}
