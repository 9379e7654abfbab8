import { ActionError } from '../core/index.js'
import { untilAborted } from './shared-work.js'

const ID_TOKEN_WITHIN_MS = 60_000

/** The workflow's own OIDC token. A refusal of GitHub comes as it is; no answer within the limit is an error of its own. */
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
    hint: "Check GitHub's status page and the runner's network; the request is repeated by itself.",
    delivery: 'not-delivered',
    transient: true,
    cause,
  })
}
