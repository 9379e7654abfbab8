import { ActionError } from '../../core/index.js'
import type { WantedCheck } from './check-inputs.js'
import { permissionHint } from './github-errors.js'

/** Prints what happens to a check in the job's log. */
export interface CheckMessages {
  readonly line: (text: string) => void
  readonly warning: (warning: ActionError) => void
}

/** Prints why a check can't be written: as a warning, or as a plain line if nobody can do anything about it. */
export function reportTrouble(
  { kind, name, readOnly }: Pick<WantedCheck, 'kind' | 'name' | 'readOnly'>,
  error: ActionError,
  { line, warning }: CheckMessages,
): void {
  if (readOnly && error.httpStatus === 403 && error.code === 'not-permitted') {
    line(
      `The ${kind} "${name}" is not published: a pull request of a fork or of Dependabot has a read-only token.`,
    )
    return
  }
  warning(error.with({ message: `The ${kind} "${name}" can't be written: ${error.message}` }))
}

/** What an empty github-token means. */
export function emptyToken({ kind }: Pick<WantedCheck, 'kind'>): ActionError {
  const permission = kind === 'check' ? 'checks: write' : 'statuses: write'
  return new ActionError('credentials-refused', 'Input github-token is empty.', {
    hint: `Leave the input out for the token of the job, or give one. ${permissionHint(permission)}.`,
    delivery: 'not-delivered',
  })
}
