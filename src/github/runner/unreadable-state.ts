import { ActionError, type RunWords } from '../../core/index.js'

export function unreadableState({ run, owner }: RunWords): ActionError {
  return new ActionError(
    'bad-input',
    `The state that the main step left can't be read: a ${run} may still be running.`,
    { hint: `Open the ${owner} in the console, and stop the ${run} if one runs.` },
  )
}
