import { ActionError } from './errors.js'
import { FAILING_TAIL_MS } from './log-tail.js'
import type { RunWords } from './run.js'
import { asSentence } from './sentence.js'

/** The one warning of a run whose log can't be read to its end. */
export function incompleteLog(error: ActionError, lines: number, { run }: RunWords): ActionError {
  return new ActionError(
    error.code,
    `The log is incomplete here: nothing could be read after line ${lines}. ${asSentence(error.message)}`,
    {
      hint: `The verdict does not depend on it. The whole log is on the ${run}'s page in the console.`,
      cause: error,
      ...(error.requestId === undefined ? {} : { requestId: error.requestId }),
    },
  )
}

export function logNotPublished(): ActionError {
  return new ActionError('not-offered', 'No call that reads it is published at this address.', {
    hint: 'Check region and endpoint.',
  })
}

export function logStillGrows(): ActionError {
  return new ActionError('no-answer', 'It was still growing when time was over.', {
    hint: 'Raise timeout-minutes if the log is that long.',
    delivery: 'unclear',
  })
}

export function logCallHangs(): ActionError {
  return new ActionError('no-answer', `The log call hung for ${FAILING_TAIL_MS / 1_000} s.`, {
    hint: 'The service may be overloaded.',
    delivery: 'unclear',
    transient: true,
  })
}
