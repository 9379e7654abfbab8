import { ActionError } from '../../../../core/index.js'
import type { Attempts } from './attempts.js'

/** How long the list is searched after the answer to a creation was lost, from the first answered look on. */
const SEARCH_MS = 20_000
const PAUSE_MS = 2_000

export interface Creation {
  /** Gives the new id. */
  readonly create: (signal: AbortSignal) => Promise<string>
  /** The id of what this creation may have made, as far as it can be found. */
  readonly find: (signal: AbortSignal) => Promise<string | undefined>
  /** Thrown when neither the answer nor the list gives an id. */
  readonly lost: ActionError
}

/**
 * Creates something once and gives its id. The calls have no key that would make them safe to repeat: one is sent again
 * only when it surely did not arrive. After an unclear answer its name is looked up, and nothing is created again.
 */
export async function createOnce(
  { create, find, lost }: Creation,
  attempts: Attempts,
): Promise<string> {
  const answered = await attempts.write(async (signal) => {
    try {
      return await create(signal)
    } catch (error) {
      if (!(error instanceof ActionError) || error.delivery === 'unclear') return undefined
      throw error.delivery === 'answered' ? error.with({ transient: false }) : error
    }
  })
  if (answered !== undefined) return answered
  let until = Number.POSITIVE_INFINITY
  while (attempts.now() < until && !attempts.isCancelled) {
    const found = await attempts.read(find)
    if (found !== undefined) return found
    until = Math.min(until, attempts.now() + SEARCH_MS)
    await attempts.pause(PAUSE_MS)
  }
  throw lost
}
