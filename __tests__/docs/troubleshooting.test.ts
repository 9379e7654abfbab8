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

/** All sources as one text in which a message that is written over several lines stands in one. */
function sources(): string {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  return files
    .map((name) => textOf(join('src', name)))
    .join('\n')
    .replace(/['"`]\s*\+\s*['"`]/g, '')
    .replace(/\\(['"`])/g, '$1')
}

/** What an entry quotes, in pieces: `…` stands for what differs from run to run. */
function quotedPieces(): readonly string[] {
  const entries = rows(page).flatMap(([quoted = '']) => codeSpans(quoted))
  return entries.flatMap((entry) => entry.split('…').map((piece) => piece.trim()))
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
})
