import { createHmac } from 'node:crypto'
import type { HttpRequest } from '../../../http/index.js'
import { percentEncoded, sha256 } from '../../../sign-in/index.js'

export interface AccessKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Belongs to temporary keys. */
  readonly securityToken?: string
}

const ALGORITHM = 'SDK-HMAC-SHA256'
/** The headers that every SDK sends and signs; proxies may change others. */
const SIGNED = ['content-type', 'host', 'x-project-id', 'x-sdk-date', 'x-security-token']

/**
 * The request with its AK/SK signature (API Request Signing Guide, "Signing algorithm",
 * support.huaweicloud.com/devg-apisign). The query is sent exactly as it was signed.
 */
export function signRequest(request: HttpRequest, keys: AccessKeys, now: Date): HttpRequest {
  const url = new URL(request.url)
  url.search = canonicalQuery(request.url)
  const date = now.toISOString().replace(/[-:]|\.\d+/g, '')
  const headers: Record<string, string> = { ...request.headers, host: url.host, 'x-sdk-date': date }
  if (keys.securityToken !== undefined) headers['x-security-token'] = keys.securityToken

  const names = SIGNED.filter((name) => headers[name] !== undefined)
  const canonical = [
    request.method,
    canonicalPath(url),
    url.search.slice(1),
    ...names.map((name) => `${name}:${headers[name]?.trim() ?? ''}`),
    '',
    names.join(';'),
    sha256(request.body ?? ''),
  ].join('\n')
  const signature = createHmac('sha256', keys.secretAccessKey)
    .update([ALGORITHM, date, sha256(canonical)].join('\n'))
    .digest('hex')
  headers['authorization'] =
    `${ALGORITHM} Access=${keys.accessKeyId}, SignedHeaders=${names.join(';')}, Signature=${signature}`
  return { ...request, url, headers }
}

/** The guide wants a slash at the end, for signing only. */
function canonicalPath(url: URL): string {
  const path = url.pathname.split('/').map((segment) => percentEncoded(decodeURIComponent(segment)))
  const joined = path.join('/')
  return joined.endsWith('/') ? joined : `${joined}/`
}

function canonicalQuery(url: URL): string {
  return [...url.searchParams]
    .map(([key, value]) => [percentEncoded(key), percentEncoded(value)] as const)
    .sort(([keyA, valueA], [keyB, valueB]) => compare(keyA, keyB) || compare(valueA, valueB))
    .map(([key, value]) => `${key}=${value}`)
    .join('&')
}

function compare(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
