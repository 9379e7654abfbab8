import { createHmac } from 'node:crypto'
import type { HttpRequest } from '../../../http/index.js'
import { percentEncoded, sha256 } from '../../../sign-in/index.js'
import type { AwsKeys } from './aws-keys.js'

/** Where a signature is valid, and nowhere else. */
export interface SigningScope {
  readonly region: string
  /** The service's signing name, e.g. `codebuild`. */
  readonly service: string
}

const ALGORITHM = 'AWS4-HMAC-SHA256'

/**
 * The request with its signature (AWS General Reference, "Create a signed AWS API request", Signature Version 4). All
 * headers that the request has by now are signed; what the transport adds is not.
 */
export function signRequest(
  request: HttpRequest,
  keys: AwsKeys,
  { region, service }: SigningScope,
  now: Date,
): HttpRequest {
  const { url } = request
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const day = time.slice(0, 8)
  const headers: Record<string, string> = { ...request.headers, host: url.host, 'x-amz-date': time }
  if (keys.sessionToken !== undefined) {
    headers['x-amz-security-token'] = keys.sessionToken.reveal()
  }
  const names = Object.keys(headers).sort()
  const signed = names.join(';')
  const canonical = [
    request.method,
    canonicalPath(url),
    canonicalQuery(url),
    ...names.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    signed,
    sha256(request.body ?? ''),
  ].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${keys.secretAccessKey.reveal()}`,
  )
  const signature = createHmac('sha256', key)
    .update([ALGORITHM, time, scope, sha256(canonical)].join('\n'))
    .digest('hex')
  headers['authorization'] =
    `${ALGORITHM} Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`
  return { ...request, headers }
}

/** The URL's path, encoded once more, as every service but S3 wants it. */
function canonicalPath(url: URL): string {
  return url.pathname.split('/').map(percentEncoded).join('/')
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .map(([key, value]) => `${percentEncoded(key)}=${percentEncoded(value)}`)
    .sort()
    .join('&')
}
