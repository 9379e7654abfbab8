import { describe, expect, it } from '@jest/globals'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { textOf } from '../../scripts/yaml-examples.js'
import { codeSpans, headings, rows } from './markdown.js'

const page = textOf('docs/troubleshooting.md')

function errorCodes(): readonly string[] {
  const [, union = ''] =
    /export type ErrorCode =([\s\S]*?)\n\n/.exec(textOf('src/core/errors.ts')) ?? []
  return [...union.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code)
}

/** Messages of the core name runs in the words of their system: the page quotes them in those of CodeArts Build. */
function inWordsOfBuilds(text: string): string {
  return text
    .replace(/\$\{(?:\w+\.)*run\}/g, 'build')
    .replace(/\$\{(?:\w+\.)*runs\}/g, 'builds')
    .replace(/\$\{(?:\w+\.)*owner\}/g, 'task')
    .replace(/\$\{capitalized\((?:outcome\.run\.)?name\)\}/g, 'Build #${number}')
    .replace('${name} endpoint', 'CodeArts Build endpoint')
}

/** All sources as one text in which a message that is written over several lines stands in one. */
function sources(): string {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  return inWordsOfBuilds(files.map((name) => textOf(join('src', name))).join('\n'))
    .replace(/['"`]\s*\+\s*['"`]/g, '')
    .replace(/\\(['"`])/g, '$1')
}

/** What an entry quotes, in pieces: `…` stands for what differs from run to run. */
function quotedPieces(): readonly string[] {
  const entries = rows(page).flatMap(([quoted = '']) => codeSpans(quoted))
  return entries.flatMap((entry) => entry.split('…').map((piece) => piece.trim()))
}

/** What only debug lines tell, or what never stands at the beginning of a message. */
const UNQUOTED = [
  'The whole log and the files of the steps differ',
  'The log can be read only after the end',
]

/** The fixed words of every message that the code gives people, in pieces: values stand between them. */
function messages(): readonly (readonly string[])[] {
  const literal = /(`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/.source
  const place = /(?:new ActionError\(\s*[^,]+,|problem\(|annotate\(\s*'\w+',|warnings\.push\()\s*/
    .source
  return [...sources().matchAll(new RegExp(place + literal, 'g'))].map(([, quoted = '']) =>
    quoted
      .slice(1, -1)
      .split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
      .map((piece) => piece.trim())
      .filter((piece) => /[a-z]{3}/.test(piece)),
  )
}

describe('The troubleshooting page', () => {
  it('has a chapter for each error code, and for no other', () => {
    const chapters = headings(page).flatMap(({ level, text }) =>
      level === 2 ? codeSpans(text) : [],
    )
    expect([...chapters].sort()).toEqual([...errorCodes()].sort())
    expect(errorCodes().length).toBeGreaterThan(10)
  })

  it('quotes what the code says, word for word', () => {
    const said = sources()
    // HTTP statuses and what follows them are filled in: in the code they are not text.
    const pieces = quotedPieces()
      .map((piece) => piece.replace(/HTTP \d+:?.*$/, ''))
      .filter((piece) => /[a-z]{3}/.test(piece))
    expect(pieces.length).toBeGreaterThan(60)
    expect(pieces.filter((piece) => !said.includes(piece.trim()))).toEqual([])
  })

  it('has an entry for each message that people see', () => {
    // An entry may end a quotation early with `…`, so the beginning of a piece has to do.
    const isQuoted = (piece: string) => page.includes(piece.slice(0, 18))
    const found = messages().filter((pieces) => pieces.length > 0)
    expect(found.length).toBeGreaterThan(50)
    const missing = found.filter((pieces) => !pieces.some(isQuoted))
    expect(missing.flat().filter((piece) => !UNQUOTED.includes(piece))).toEqual([])
  })
})
