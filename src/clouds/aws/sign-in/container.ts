import { ActionError, Secret } from '../../../core/index.js'
import { readText, type Transport } from '../../../http/index.js'
import { type Lease, lifetimeMs } from '../../../sign-in/index.js'
import { jsonObject } from '../../../text/index.js'
import { type AwsKeys, keysOf } from './aws-keys.js'
import type { AwsCredentials } from './sign-in-config.js'
import { readTokenFile } from './token-file.js'

type Container = Extract<AwsCredentials, { method: 'container' }>

export interface ContainerMeans {
  readonly transport: Transport
  readonly now: () => number
  readonly onSecret: (secret: string) => void
}

const ANSWER_MAX_BYTES = 64 * 1024
const FALLBACK_LIFE_MS = 15 * 60_000

/** The keys of the container's role, from its agent (AWS SDKs and Tools, "Container credential provider"). */
export async function containerKeys(
  { url, authorization, origin }: Container,
  { transport, now, onSecret }: ContainerMeans,
  signal: AbortSignal,
): Promise<Lease<AwsKeys>> {
  const token = authorization === undefined ? undefined : tokenOf(authorization)
  if (token !== undefined) onSecret(token)
  const headers = {
    accept: 'application/json',
    ...(token !== undefined && { authorization: token }),
  }
  const answer = await transport.send({ method: 'GET', url, headers }, signal)
  const text = await readText(answer, ANSWER_MAX_BYTES)
  const body = jsonObject(text)
  const keys = keysOf(body['AccessKeyId'], body['SecretAccessKey'], body['Token'])
  if (answer.status !== 200 || keys === undefined) throw noKeys(origin, answer.status)
  const lastsMs = lifetimeMs(body['Expiration'], answer.headers, now(), FALLBACK_LIFE_MS)
  return { credential: keys, lastsMs }
}

function tokenOf(authorization: Secret | { readonly file: string }): string {
  if (authorization instanceof Secret) return authorization.reveal()
  try {
    return readTokenFile(authorization.file)
  } catch (cause) {
    throw new ActionError(
      'credentials-refused',
      `The token file ${authorization.file} can't be read`,
      { hint: 'Check AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE.', cause },
    )
  }
}

function noKeys(origin: string, status: number): ActionError {
  const passing = status === 429 || status >= 500
  return new ActionError(
    passing ? 'service-error' : 'credentials-refused',
    `The container's agent gave no keys (${origin}, HTTP ${status})`,
    {
      hint: 'Check that the container has a role, or give role-to-assume or access keys.',
      httpStatus: status,
      transient: passing,
    },
  )
}
