import { createHash, createHmac } from 'node:crypto'

/** What a signature covers, as it arrived. */
export interface SignedRequest {
  readonly method: string
  /** Path and query, exactly as on the wire. */
  readonly target: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface Authorization {
  readonly accessKeyId: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

const AUTHORIZATION =
  /^SDK-HMAC-SHA256 Access=([^,\s]+), SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/

export function parseAuthorization(header: string): Authorization | undefined {
  const [, accessKeyId, names, signature] = AUTHORIZATION.exec(header) ?? []
  if (accessKeyId === undefined || names === undefined || signature === undefined) return undefined
  return { accessKeyId, signedHeaders: names.split(';'), signature }
}

/**
 * The signature a request must carry, computed anew from what arrived (Huawei Cloud, "API Request Signing
 * Guide"). Written apart from the action's signer, so that neither repeats the other's mistake.
 */
export function expectedSignature(
  request: SignedRequest,
  signedHeaders: readonly string[],
  secretAccessKey: string,
): string {
  const date = request.headers['x-sdk-date'] ?? ''
  const canonical = sha256(canonicalRequest(request, signedHeaders))
  const toSign = ['SDK-HMAC-SHA256', date, canonical].join('\n')
  return createHmac('sha256', secretAccessKey).update(toSign).digest('hex')
}

export function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[]): string {
  const [path = '', query = ''] = request.target.split(/\?(.*)/s)
  const headers = signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`)
  return [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    headers.join(''),
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n')
}

function canonicalPath(path: string): string {
  const encoded = path.split('/').map((segment) => encode(decodeURIComponent(segment)))
  const joined = encoded.join('/')
  return joined.endsWith('/') ? joined : `${joined}/`
}

function canonicalQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '')
  const encoded = pairs.map((pair) => {
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    return { name: encode(decodeURIComponent(name)), value: encode(decodeURIComponent(value)) }
  })
  encoded.sort((a, b) => order(a.name, b.name) || order(a.value, b.value))
  return encoded.map(({ name, value }) => `${name}=${value}`).join('&')
}

function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function encode(text: string): string {
  const odd = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(text).replace(/[!'()*]/g, odd)
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
