import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { holdsTypesOnly, typesOnlyFiles } from '../../scripts/types-only.mjs'

describe('A source file', () => {
  it.each([
    ['interfaces', 'export interface Run { readonly id: string }'],
    [
      'a type beside imports of types',
      "import type { Run } from './run.js'\nexport type One = Run",
    ],
    ['types that it passes on', "export type { Run } from './run.js'"],
    [
      'a declaration without a body',
      'declare function start(): void\nexport type Start = typeof start',
    ],
    ['comments alone', '/** Nothing yet. */'],
  ])('with %s holds types only', (_what, source) => {
    expect(holdsTypesOnly(source)).toBe(true)
  })

  it.each([
    ['a constant', 'export interface Run { id: string }\nexport const LONGEST = 3'],
    ['a constant that nobody imports', 'interface Run { id: string }\nconst LONGEST = 3'],
    ['a function', 'export function start(): void {}'],
    ['a class', 'export class Run {}'],
    ['a value that it passes on', "export { start } from './start.js'"],
    ['an import for its effect', "import './start.js'\nexport type One = 1"],
  ])('with %s does not', (_what, source) => {
    expect(holdsTypesOnly(source)).toBe(false)
  })
})

describe('The files of a folder that hold types only', () => {
  it('are found in folders below it as well, and named from where the search began', () => {
    const folder = mkdtempSync(join(tmpdir(), 'types-only-'))
    try {
      mkdirSync(join(folder, 'below'))
      writeFileSync(join(folder, 'below', 'run.ts'), 'export type Run = 1')
      writeFileSync(join(folder, 'below', 'start.ts'), 'export const start = 1')
      writeFileSync(join(folder, 'notes.md'), '')
      expect(typesOnlyFiles(folder)).toEqual([`${folder.replaceAll('\\', '/')}/below/run.ts`])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
