import { Writable } from 'node:stream'
import fc from '../support/fast-check.js'
import { Console } from '../../src/github/runner/console.js'
import { Secrets } from '../../src/text/secrets.js'

/** Stands in every planted secret, in nothing else, and so tells a leak of any part around it. */
export const MARK = 'zQ9xKv7'

const PIECES = [
  '::error::',
  '##[group]',
  '::',
  '#',
  '[',
  '\r',
  '\n',
  '\0',
  '\u001b[31m',
  '\u200b',
  '\u2028',
  '\u202e',
  '\ud800',
  '😀',
  '错',
  '%0A',
  '<script>',
  '</code>',
  '```',
  '~~~',
  '|',
  '`',
  '"',
  '\\',
  '=',
  ':',
  ' ',
  'a',
  '../',
  '__proto__',
  'constructor',
  '0',
]

/** Text that means something to somebody: the runner, a terminal, Markdown, a parser, an object. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 10 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', '__proto__', '\ufeff', 'x'.repeat(20_000), '<script>alert(1)</script>'),
)

/** A secret, whole: its own white space and line breaks included. */
export const secretText = fc
  .tuple(hostileText, hostileText)
  .map(([before, after]) => `${before.slice(0, 40)}${MARK}${after.slice(0, 40)}`)

const deep = (open: string, close: string) =>
  `${open.repeat(20_000)}${open === '[' ? '' : '1'}${close.repeat(20_000)}`

/** The text of a file or an answer that somebody else wrote. */
export const foreignText = fc.oneof(
  fc.json({ maxDepth: 4 }),
  hostileText,
  fc.constantFrom(
    '',
    'null',
    '[]',
    '{"__proto__": {"result": {"status": "SUCCESS"}}}',
    '<html><title>Bad Gateway</title></html>',
    '"{\\"error_code\\": \\"CB.00060200\\"}"',
    deep('[', ']'),
    deep('{"a":', '}'),
  ),
)

/** Values that no reader of `valid` expects where they stand. */
const oddValue = fc.oneof(
  fc.constantFrom(null, true, -1, 1e300, 2 ** 53, 8.64e15, [], {}, [[]], '\ud800', 'SUCCESS'),
  hostileText,
  fc.jsonValue({ maxDepth: 2 }),
)

/** A valid answer with up to three of its values changed for odd ones, or for text of the caller's. */
export function mutated(valid: unknown, planted: string): fc.Arbitrary<unknown> {
  const value = fc.oneof(
    oddValue,
    hostileText.map((text) => `${text}${planted}`),
  )
  return fc
    .array(fc.tuple(fc.nat(), value), { maxLength: 3 })
    .map((changes) =>
      changes.reduce((whole, [at, odd]) => changed(whole, pathAt(whole, at), odd), valid),
    )
}

type Path = readonly string[]

function pathsOf(value: unknown, here: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [here]
  return [here, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...here, key]))]
}

function pathAt(value: unknown, at: number): Path {
  const paths = pathsOf(value)
  return paths[at % paths.length] ?? []
}

function changed(value: unknown, [key, ...rest]: Path, odd: unknown): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return odd
  if (Array.isArray(value)) {
    return value.map((inner: unknown, index) =>
      String(index) === key ? changed(inner, rest, odd) : inner,
    )
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      name === key ? changed(inner, rest, odd) : inner,
    ]),
  )
}

/** What the job's log shows; a given secret is one of this run's. */
export function jobLog(secret?: string) {
  const chunks: Buffer[] = []
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk))
      done()
    },
  })
  const secrets = new Secrets()
  if (secret !== undefined) secrets.add(secret)
  return {
    console: new Console(out, () => 0, secrets),
    text: () => Buffer.concat(chunks).toString('utf8'),
  }
}
