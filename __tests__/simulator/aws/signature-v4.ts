import { createHash, createHmac } from 'node:crypto'
import type { Arrival } from '../exchange.js'

export interface SignedBy {
  readonly accessKeyId: string
  readonly day: string
  readonly region: string
  readonly service: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([\w-]+)\/([\w-]+)\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/

export function parseSignature(header: string): SignedBy | undefined {
  const [, accessKeyId = '', day = '', region = '', service = '', names = '', signature = ''] =
    AUTHORIZATION.exec(header) ?? []
  if (signature === '') return undefined
  return { accessKeyId, day, region, service, signedHeaders: names.split(';'), signature }
}

/** The signature that a request must carry, computed from what arrived, apart from the action's own signer. */
export function expectedSignature(arrival: Arrival, by: SignedBy, secret: string): string {
  const [path = '', query = ''] = arrival.target.split(/\?(.*)/s)
  const canonical =
    `${arrival.method}\n${path.split('/').map(encode).join('/')}\n${sorted(query)}\n` +
    by.signedHeaders.map((name) => `${name}:${squeezed(arrival.headers[name])}\n`).join('') +
    `\n${by.signedHeaders.join(';')}\n${sha256(arrival.body)}`
  const scope = `${by.day}/${by.region}/${by.service}/aws4_request`
  const date = arrival.headers['x-amz-date'] ?? ''
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`
  const day = hmac(`AWS4${secret}`, by.day)
  const key = hmac(hmac(hmac(day, by.region), by.service), 'aws4_request')
  return hmac(key, toSign).toString('hex')
}

/** `20150830T123600Z` as milliseconds since 1970; NaN for anything else. */
export function signedAt(date: string | undefined): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date ?? '') ?? []
  const [year, month, day, hour, minute, second] = parts
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

function sorted(query: string): string {
  return query.split('&').sort().join('&')
}

function squeezed(value = ''): string {
  return value.trim().replace(/ +/g, ' ')
}

function encode(segment: string): string {
  const odd = (mark: string) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(segment).replace(/[!'()*]/g, odd)
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}
