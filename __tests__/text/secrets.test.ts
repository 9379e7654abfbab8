import { execFileSync } from 'node:child_process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from '@jest/globals'
import fc from '../support/fast-check.js'
import { budget } from '../support/budget.js'
import { maskedForms } from '../../src/text/secret-forms.js'
import { Secrets } from '../../src/text/secrets.js'
import { secretsOf } from '../support/secrets.js'

const SECRET = `pa's"s/w&o<r>d+ 100%~{x}`
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** What a text is once all of what any of the secrets covers is stars. */
function expected(text: string, values: readonly string[]): string {
  const hits = values
    .flatMap((value) =>
      Array.from({ length: text.length }, (_, from) => from)
        .filter((from) => text.startsWith(value, from))
        .map((from) => ({ from, to: from + value.length })),
    )
    .sort((a, b) => a.from - b.from)
  let [result, done] = ['', 0]
  for (const { from, to } of hits) {
    if (from >= done) result += `${text.slice(done, from)}***`
    done = Math.max(done, to)
  }
  return result + text.slice(done)
}

describe('Secrets', () => {
  it.each<[string, string]>([
    ['plain', SECRET],
    ['JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['JSON with escaped slashes', JSON.stringify(SECRET).slice(1, -1).replaceAll('/', '\\/')],
    ['a text node', SECRET.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')],
    ['XML', 'pa&apos;s&quot;s/w&amp;o&lt;r&gt;d+ 100%~{x}'],
    ['HTML', 'pa&#39;s&quot;s/w&amp;o&lt;r&gt;d+ 100%~{x}'],
    ["HTML with ' as hex", 'pa&#x27;s&quot;s/w&amp;o&lt;r&gt;d+ 100%~{x}'],
    ['single quotes of a shell', SECRET.replace("'", String.raw`'\''`)],
    ['percent', encodeURIComponent(SECRET)],
    ['percent in lower case', encodeURIComponent(SECRET).replace(/%../g, (x) => x.toLowerCase())],
    ['percent with slashes', encodeURIComponent(SECRET).replaceAll('%2F', '/')],
    ['percent of all that is reserved', encodeURIComponent(SECRET).replace("'", '%27')],
    ['a form', new URLSearchParams([['', SECRET]]).toString().slice(1)],
    ['base64', base64(SECRET)],
    ['base64 without padding', base64(SECRET).replace(/=+$/, '')],
  ])('stars a secret as %s', (_form, written) => {
    expect(secretsOf(SECRET).starred(`a ${written} b`)).toBe('a *** b')
  })

  it.each(['', 'u', 'us', 'usr', 'user:', 'some-user:'])(
    'stars a secret in base64 after %j, and before more',
    (before) => {
      const text = secretsOf('correct horse').starred(base64(`${before}correct horse`))
      expect(text).toMatch(/^[\w+/]*\*\*\*$/)
      const middle = secretsOf('correct horse').starred(base64(`${before}correct horse and more`))
      expect(Buffer.from(middle.replace('***', ''), 'base64').toString()).not.toContain('orre')
      const url = Buffer.from(`${before}\u00ff\u00fe\u00ffcorrect`).toString('base64url')
      expect(secretsOf('\u00ff\u00fe\u00ffcorrect').starred(url)).toMatch(/^[\w-]*\*\*\*$/)
    },
  )

  it('stars what printf %q of bash makes of any secret', () => {
    const printable = fc.string({ unit: 'grapheme-ascii', minLength: 3, maxLength: 20 })
    const lines = fc.array(printable, { minLength: 1, maxLength: 2 }).map((all) => all.join('\n'))
    fc.assert(
      fc.property(
        lines.filter((text) => text.trim().length > 2),
        (secret) => {
          const quoted = execFileSync('bash', ['-c', 'printf %q "$1"', 'sh', secret], {
            encoding: 'utf8',
          })
          const text = secretsOf(secret).starred(`[${quoted}]`)
          expect(text.replace(/\$?'|\\n/g, '')).toBe('[***]')
        },
      ),
      budget(60),
    )
  })

  it('stars what is written of a key that only base64 changes', () => {
    const keys = fc.stringMatching(/^[A-Za-z0-9_.-]{5,40}$/)
    fc.assert(
      fc.property(keys, (key) => {
        const secrets = secretsOf(key)
        const written = [
          JSON.stringify(key).slice(1, -1),
          encodeURIComponent(key),
          new URLSearchParams([['', key]]).toString().slice(1),
          base64(key),
        ]
        for (const form of written) expect(secrets.starred(`a ${form} b`)).toBe('a *** b')
      }),
    )
  })

  it('stars each line of a secret, but not those that are too short to hide', () => {
    const secrets = secretsOf('-----BEGIN\n  "second": 1,\r\n}\n')
    expect(secrets.starred('{"a": -----BEGIN}\n"second": 1,')).toBe('{"a": ***}\n***')
    expect(secrets.starred(base64('"second": 1,'))).toBe('***')
  })

  it('leaves nothing of secrets that overlap', () => {
    expect(secretsOf('abcdef', 'defghi').starred('x abcdefghi y')).toBe('x *** y')
    expect(secretsOf('aba').starred('ababa')).toBe('***')
    expect(secretsOf('abcdef', 'abc').starred('abcdef abc $& ab')).toBe('*** *** $& ab')
  })

  it('knows secrets that join later, in streams that are open too', () => {
    const secrets = secretsOf('first one')
    const stream = secrets.stream()
    const parts = [stream.push(Buffer.from('first one, '))]
    secrets.add('a renewed key')
    parts.push(stream.push(Buffer.from('a renewed')), stream.push(Buffer.from(' key.')))
    parts.push(stream.end())
    expect(Buffer.concat(parts).toString()).toBe('***, ***.')
  })

  it('stars in a stream as in a text, however it is cut', () => {
    const values = ['abcdé', 'abc', 'xxx', 'cabc', 'bcx']
    const text = fc.array(fc.constantFrom('ab', 'abc', 'c', 'abcd', 'é', '\n', 'x'), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 8 }), (parts, cuts) => {
        const secrets = new Secrets()
        for (const value of values) secrets.addExact(value)
        const log = parts.join('')
        const bytes = Buffer.from(log)
        const stream = secrets.stream()
        const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length]
        places.sort((a, b) => a - b)
        const pieces = places.slice(1).map((to, index) => bytes.subarray(places[index], to))
        const given = [...pieces.map((piece) => stream.push(piece)), stream.end()]
        expect(Buffer.concat(given).toString()).toBe(expected(log, values))
        expect(secrets.starred(log)).toBe(expected(log, values))
      }),
      budget(500),
    )
  })

  it('gives away what it need not hold, however often a secret is repeated', () => {
    const stream = secretsOf('aaaa').stream()
    let given = 0
    for (let index = 0; index < 1_000; index += 1) {
      given += stream.push(Buffer.from('a'.repeat(1_000))).length
    }
    expect(given + stream.end().length).toBe(3)
  })

  it('shows no half of a secret at the end of a beginning', () => {
    const secret = 'S3CR3T-S3CR3T-S3CR3T'
    const secrets = secretsOf(secret)
    for (let before = 0; before <= 60; before += 1) {
      const text = `${'-'.repeat(before)}${secret.repeat(3)}${'-'.repeat(60)}`
      expect(secrets.starredStart(text, 50)).not.toMatch(/[S3CRT]/)
      expect(secrets.starredStart(text, 50).length).toBeLessThanOrEqual(50)
    }
    expect(secrets.starredStart('short', 50)).toBe('short')
    expect(secrets.starredStart(`abc${secret}`, 50)).toBe('abc***')
    expect(secretsOf().starredStart('😀😀', 3)).toBe('😀')
  })

  it('forgets old signatures, and no secret', () => {
    const secrets = secretsOf('a secret')
    const signature = (index: number) => index.toString(16).padStart(64, '0')
    for (let index = 0; index < 1_200; index += 1) secrets.addExact(signature(index))
    expect(secrets.starred(`${signature(0)} ${signature(1_199)} a secret`)).toBe(
      `${signature(0)} *** ***`,
    )
  })

  it('keeps no more memory for a signature than its own bytes', () => {
    const secrets = new Secrets()
    const before = keptBytes()
    for (let index = 0; index < 500; index += 1) {
      secrets.addExact(index.toString(16).padStart(64, '0'))
      // What else a request makes takes the rest of node's pool.
      Buffer.from('x'.repeat(3_000))
    }
    expect(keptBytes() - before).toBeLessThan(500 * 1_000)
    expect(secrets.starred('0'.repeat(64))).toBe('***')
  })
})

/** Bytes of all array buffers that something still holds. */
function keptBytes(): number {
  setFlagsFromString('--expose-gc')
  // What one collection frees is counted by the next.
  runInNewContext('gc(); gc()')
  return process.memoryUsage().arrayBuffers
}

describe('maskedForms', () => {
  it('gives the runner each line, and no line that would star the whole log', () => {
    const key = '{\n  "key": "first",\r\n\n}'
    const masks = maskedForms(key)
    expect(masks).toEqual(expect.arrayContaining(['  "key": "first",', '"key": "first",']))
    expect(masks.every((mask) => !/[\r\n]/.test(mask) && mask.trim().length > 2)).toBe(true)
    expect(masks).toContain(JSON.stringify(key).slice(1, -1))
  })

  it('leaves all other forms of a value of one line to the runner', () => {
    expect(maskedForms(SECRET)).toEqual([SECRET])
    expect(maskedForms('ab')).toEqual([])
  })
})
