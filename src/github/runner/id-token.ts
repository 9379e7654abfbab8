import { ActionError } from '../../core/index.js'
import { type HttpAnswer, readText, type Transport } from '../../http/index.js'
import { endpointProblem } from '../../inputs/index.js'
import { isCredential, jsonObject } from '../../text/index.js'

const ANSWER_MAX_BYTES = 64 * 1024

interface IdTokenOptions {
  readonly env: NodeJS.ProcessEnv
  /** Opens the transport to GitHub: with the certificate checks, proxies and time limits of all our calls. */
  readonly open: () => Transport
}

/**
 * The workflow's OIDC token for an audience, from GitHub (docs.github.com, "OpenID Connect reference", "Methods for
 * requesting the OIDC token"). Throws `ActionError`: `not-permitted` where the job lacks
 * `permissions: id-token: write`.
 */
export function idTokens({ env, open }: IdTokenOptions) {
  return async (audience: string | undefined): Promise<string> => {
    const { url, token } = endpointOf(env)
    if (audience !== undefined) url.searchParams.set('audience', audience)
    const transport = open()
    try {
      const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
      const answer = await transport.send(
        { method: 'GET', url, headers },
        new AbortController().signal,
      )
      return tokenIn(answer, await readText(answer, ANSWER_MAX_BYTES))
    } finally {
      transport.close()
    }
  }
}

/** The runner sets both variables only for jobs that may ask for a token. */
function endpointOf(env: NodeJS.ProcessEnv): { readonly url: URL; readonly token: string } {
  const address = env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? ''
  const token = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''
  if (address === '' || token === '') throw notPermitted()
  // The address has a query of its own; the rest obeys the rule of all addresses.
  const problem = endpointProblem('ACTIONS_ID_TOKEN_REQUEST_URL', address.replace(/\?[^#]*$/, ''))
  if (problem === undefined) return { url: new URL(address), token }
  throw new ActionError('bad-input', problem, {
    hint: 'The runner sets this variable: look for what else in the job does.',
    delivery: 'not-delivered',
  })
}

function tokenIn({ status }: HttpAnswer, text: string): string {
  if (status === 200) {
    const token = jsonObject(text)['value']
    if (isCredential(token)) return token
    throw noToken('its answer holds none')
  }
  const isFinal = status >= 300 && status < 500 && status !== 408 && status !== 429
  if (!isFinal) throw noToken(`HTTP ${status}`)
  throw new ActionError('credentials-refused', `GitHub refused an OIDC token (HTTP ${status})`, {
    hint: 'Check `permissions: id-token: write` and the audience; a job that runs for very long may need to be run again.',
    httpStatus: status,
  })
}

function notPermitted(): ActionError {
  return new ActionError('not-permitted', 'This job may not ask GitHub for an OIDC token', {
    hint:
      'Add `permissions: id-token: write` to the workflow or the job (no ACTIONS_ID_TOKEN_REQUEST_URL is ' +
      'set). Workflows of forked pull requests never get it.',
  })
}

function noToken(reason: string): ActionError {
  return new ActionError('no-answer', `GitHub gave no OIDC token: ${reason}`, {
    hint: "Check GitHub's status page and the runner's network; the request is repeated by itself.",
    delivery: 'not-delivered',
    transient: true,
  })
}
