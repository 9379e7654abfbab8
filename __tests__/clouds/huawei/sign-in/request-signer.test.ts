import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { signRequest } from '../../../../src/clouds/huawei/sign-in/request-signer.js'

interface Vector {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly date: string
  readonly ak: string
  readonly sk: string
  readonly authorization: string
}

const file = new URL('../../../fixtures/signing-vectors.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }

function signed(vector: Vector, url = vector.url) {
  const given = Object.entries(vector.headers).map(([name, value]) => [name.toLowerCase(), value])
  const headers = Object.fromEntries(given) as Record<string, string>
  const securityToken = headers['x-security-token']
  delete headers['x-security-token']
  const request = { method: vector.method, url: new URL(url), headers, body: vector.body }
  const keys = {
    accessKeyId: vector.ak,
    secretAccessKey: vector.sk,
    ...(securityToken !== undefined && { securityToken }),
  }
  const at = vector.date.replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5')
  return signRequest(request, keys, new Date(at))
}

describe('signRequest', () => {
  it.each(vectors.map((vector) => [vector.name, vector] as const))(
    'agrees with the official signer on %s',
    (_name, vector) => {
      expect(signed(vector).headers['authorization']).toBe(vector.authorization)
    },
  )

  it('sends the query as it was signed, whatever form it came in', () => {
    const vector = vectors.find(({ name }) => name === 'get-query-encoding-and-order')
    if (vector === undefined) throw new Error('vector missing')
    const form = signed(vector, vector.url.replaceAll('%20', '+'))
    expect(form.headers['authorization']).toBe(vector.authorization)
    expect(form.url.search).toContain('search=a%20b%2Fc%2Bd~e%2Af%27g%28h%29')
  })

  it('leaves out of the signature what a proxy may change', () => {
    const [vector] = vectors
    if (vector === undefined) throw new Error('vector missing')
    const more = { ...vector, headers: { ...vector.headers, accept: '*/*' } }
    expect(signed(more).headers['authorization']).toBe(vector.authorization)
  })

  it('changes nothing of the request that was given', () => {
    const url = new URL('https://example.com/a?b=1+2')
    signRequest(
      { method: 'GET', url, headers: {} },
      { accessKeyId: 'a', secretAccessKey: 'b' },
      new Date(),
    )
    expect(url.href).toBe('https://example.com/a?b=1+2')
  })
})
