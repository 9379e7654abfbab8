import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { Linter } from 'eslint'
import ts from 'typescript'
import tseslint from 'typescript-eslint'
import { cuts } from '../../scripts/cuts.mjs'

const FILE = join(process.cwd(), 'new.ts')
const GIVEN = `
declare const text: string
declare const maybe: string | undefined
declare const list: readonly string[]
declare const at: number
declare const most: number
declare const LONGEST_WORDS_UNITS: number
`

/** A program of this one text. */
function programOf(code: string): ts.Program {
  const host = ts.createCompilerHost({})
  const getSourceFile = host.getSourceFile.bind(host)
  host.getSourceFile = (name, version) =>
    name === FILE ? ts.createSourceFile(name, code, version, true) : getSourceFile(name, version)
  host.fileExists = (name) => name === FILE || ts.sys.fileExists(name)
  return ts.createProgram([FILE], { noLib: true, types: [] }, host)
}

function refusals(line: string): number {
  const code = GIVEN + line
  const config = {
    files: ['**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { programs: [programOf(code)] },
    },
    plugins: { house: { rules: { cuts } } },
    rules: { 'house/cuts': 'error' as const },
  }
  return new Linter({ configType: 'flat', cwd: process.cwd() }).verify(code, [config], {
    filename: FILE,
  }).length
}

describe('The rule that text is cut in one place', () => {
  it.each([
    'text.slice(0, 200)',
    'text.slice(0, most)',
    'text.slice(-LONGEST_WORDS_UNITS)',
    'text.slice(at, at + LONGEST_WORDS_UNITS)',
    'text.slice(at, Math.min(at, most * 2))',
    'text.substring(0, LONGEST_WORDS_UNITS)',
    'text.substr(0, LONGEST_WORDS_UNITS - 1)',
    'maybe?.slice(0, most)',
    '`${text}!`.slice(0, most)',
    "Array.from(text).slice(0, most - 1).join('')",
  ])('refuses %s', (line) => {
    expect(refusals(line)).toBe(1)
  })

  it.each([
    'list.slice(0, most)',
    "list.slice(0, most).join(', ')",
    'text.slice(0, at)',
    'text.slice(1, -1)',
    'text.slice(at, text.length)',
    'text.slice(0, LONGEST_WORDS_UNITS).indexOf("]")',
    'new Date(0).toISOString().slice(11, 23)',
  ])('lets %s pass', (line) => {
    expect(refusals(line)).toBe(0)
  })
})
