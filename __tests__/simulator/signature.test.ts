import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { isFields } from './request-checks.js'
import { canonicalRequest, expectedSignature, parseAuthorization } from './signature.js'

interface Vector {
  readonly name: string
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
  readonly sk: string
  readonly canonical_request: string
  readonly authorization: string
  readonly signature: string
}

const file = new URL('../fixtures/signing-vectors.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: readonly Vector[] }

function arrived(vector: Vector) {
  const { pathname, search } = new URL(vector.url)
  const headers = Object.entries(vector.headers).map(([name, value]) => [name.toLowerCase(), value])
  return {
    method: vector.method,
    target: `${pathname}${search}`,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.from(vector.body),
  }
}

describe('the check of a signature', () => {
  it.each(vectors.map((vector) => [vector.name, vector] as const))(
    'comes to the figures of the vector %s',
    (_, vector) => {
      const parsed = parseAuthorization(vector.authorization)
      const names = parsed?.signedHeaders ?? []
      expect(canonicalRequest(arrived(vector), names)).toBe(vector.canonical_request)
      expect(expectedSignature(arrived(vector), names, vector.sk)).toBe(vector.signature)
      expect(parsed?.signature).toBe(vector.signature)
    },
  )

  it('changes with each byte of the body', () => {
    const vector = vectors.find(({ body }) => body !== '')
    if (!isFields(vector)) throw new Error('no vector with a body')
    const request = { ...arrived(vector), body: Buffer.from(`${vector.body} `) }
    const { signedHeaders = [] } = parseAuthorization(vector.authorization) ?? {}
    expect(expectedSignature(request, signedHeaders, vector.sk)).not.toBe(vector.signature)
  })

  it.each([
    'Bearer abc',
    'SDK-HMAC-SHA256 Access=A, SignedHeaders=Host, Signature=00',
    `SDK-HMAC-SHA256 Access=A,SignedHeaders=host,Signature=${'0'.repeat(64)}`,
  ])('does not read the header %j', (header) => {
    expect(parseAuthorization(header)).toBeUndefined()
  })
})
