import { Secret } from '../../../core/index.js'
import { isCredential } from '../../../text/index.js'

export interface AwsKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: Secret
  /** Belongs to temporary keys. */
  readonly sessionToken?: Secret
}

/** Temporary keys from an answer's texts; undefined where one is missing, or can't be one. */
export function keysOf(id: unknown, secret: unknown, token: unknown): AwsKeys | undefined {
  if (!isCredential(id) || !isCredential(secret) || !isCredential(token)) return undefined
  return {
    accessKeyId: id,
    secretAccessKey: new Secret(secret),
    sessionToken: new Secret(token),
  }
}

/** Every secret of the keys, for the masks. */
export function secretsOf({ accessKeyId, secretAccessKey, sessionToken }: AwsKeys): string[] {
  return [accessKeyId, secretAccessKey.reveal(), ...(sessionToken ? [sessionToken.reveal()] : [])]
}
