import { ActionError } from '../core/index.js'
import { untilAborted } from './shared-work.js'

const ID_TOKEN_WITHIN_MS = 60_000

/** The workflow's own OIDC token, with a limit for its wait. GitHub says itself what it refuses; what is left is its silence. */
export async function idTokenOf<Token>(
  getIdToken: (audience: string | undefined) => Promise<Token>,
  audience: string | undefined,
  signal: AbortSignal,
): Promise<Token> {
  const within = AbortSignal.timeout(ID_TOKEN_WITHIN_MS)
  try {
    return await untilAborted(getIdToken(audience), AbortSignal.any([signal, within]))
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof ActionError ? error : silent(error)
  }
}

function silent(cause: unknown): ActionError {
  return new ActionError('no-answer', 'GitHub gave no OIDC token', {
    hint: "Check GitHub's status and the runner's way to it; it is tried again.",
    delivery: 'not-delivered',
    transient: true,
    cause,
  })
}
