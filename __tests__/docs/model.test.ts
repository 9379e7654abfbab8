import { describe, expect, it } from '@jest/globals'
import { readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { BUILD_REGIONS } from '../../src/clouds/huawei/regions.js'
import { meaningOf } from '../../src/clouds/huawei/codearts-build/wire/status-words.js'
import { lookPause } from '../../src/core/pacing.js'
import { actionFolders, fileOf } from '../../scripts/action-folders.js'
import { ALLOWED } from '../../scripts/import-borders.mjs'
import { textOf } from '../../scripts/yaml-examples.js'
import { codeSpans, links, marked, rows } from './markdown.js'

const page = textOf('docs/how-it-works.md')

/** The values that a field of a union has in a file of types. */
function valuesOf(file: string, field: string): readonly string[] {
  const values = [...textOf(file).matchAll(new RegExp(`readonly ${field}:([^\\n]*)`, 'g'))]
  const found = values.flatMap(([, line = '']) => [...line.matchAll(/'([a-z-]+)'/g)])
  return [...new Set(found.map(([, value = '']) => value))].sort()
}

function drawn(kind: string): readonly string[] {
  const found = page.matchAll(new RegExp(`state "${kind}: ([a-z-]+)"`, 'g'))
  return [...found].map(([, name = '']) => name).sort()
}

describe('The state diagram', () => {
  it.each([
    ['journal', 'src/core/journal-entry.ts', 'phase'],
    ['snapshot', 'src/core/run.ts', 'phase'],
    ['outcome', 'src/core/outcome.ts', 'kind'],
  ])('names each %s as the code does', (kind, file, field) => {
    expect(drawn(kind).length).toBeGreaterThan(2)
    expect(drawn(kind)).toEqual(valuesOf(file, field))
  })

  it('joins only states that it names', () => {
    const diagram = /```mermaid\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
    const named = [...diagram.matchAll(/state "[^"]+" as (\w+)/g)].map(([, id = '']) => id)
    const joined = [...diagram.matchAll(/^ *(\w+)?(?:\[\*\])? --> (\w+)/gm)].flatMap(
      ([, a, b = '']) => [...(a === undefined ? [] : [a]), b],
    )
    expect(joined.filter((id) => !named.includes(id))).toEqual([])
    expect(named.filter((id) => !joined.includes(id))).toEqual([])
  })
})

describe('The page on how it works', () => {
  it('gives each status word the meaning that the code gives it', () => {
    const table = rows(marked(page, 'words'))
    expect(table).toHaveLength(6)
    for (const [words = '', said] of table) {
      for (const word of codeSpans(words)) {
        const meaning = meaningOf(word)
        expect([word, meaning.kind === 'ended' ? meaning.conclusion : meaning.kind]).toEqual([
          word,
          said,
        ])
      }
    }
  })

  it('gives the factors of the pace that the code uses', () => {
    const factor = (elapsedMs: number): number =>
      Number(lookPause(1, elapsedMs, undefined, () => 0.5).toFixed(2))
    const said = /([\d.]+) times that in the first minute, growing to ([\d.]+)\s+times at the fifth/
    const [, first, fifth] = said.exec(page) ?? []
    expect([Number(first), Number(fifth)]).toEqual([factor(0), factor(300_000)])
  })
})

describe('The table of folders', () => {
  const listed = rows(marked(page, 'folders'))

  it('has each folder of src/, with what it may import', () => {
    const imports = listed.map(([folder = '', , may = '']) => [
      codeSpans(folder)[0],
      [...codeSpans(may)].sort(),
    ])
    expect(Object.fromEntries(imports)).toEqual(
      Object.fromEntries(Object.entries(ALLOWED).map(([folder, may]) => [folder, [...may].sort()])),
    )
    const folders = readdirSync('src', { withFileTypes: true }).filter((one) => one.isDirectory())
    expect(listed.map(([folder = '']) => codeSpans(folder)[0]).sort()).toEqual(
      folders.map(({ name }) => name).sort(),
    )
  })

  it('agrees with the diagram of floors: no arrow that the list forbids', () => {
    const [, floors = ''] = /```mermaid\n(flowchart TD[\s\S]*?)```/.exec(page) ?? []
    const arrows = [...floors.matchAll(/^ *(\w+) --> (\w+)$/gm)]
    const folder = (id = '') => id.replace('signIn', 'sign-in')
    expect(arrows.length).toBeGreaterThan(10)
    const forbidden = arrows.filter(([, from, to]) => !ALLOWED[folder(from)]?.includes(folder(to)))
    expect(forbidden.map(([arrow]) => arrow)).toEqual([])
  })
})

describe('The list of what is only tried against the simulator', () => {
  it('names each place in the code that is marked as an assumption', () => {
    const marks = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .map((name) => join('src', name))
      .filter((name) => name.endsWith('.ts') && /assumption/i.test(textOf(name)))
    expect(marks.length).toBeGreaterThan(8)
    const readmes = actionFolders().map((folder) => fileOf(folder, 'README.md'))
    const listed = ['docs/assumptions.md', ...readmes].flatMap((page) =>
      links(textOf(page)).map((target) => normalize(join(dirname(page), target))),
    )
    expect(marks.filter((name) => !listed.includes(name))).toEqual([])
  })
})

describe('The page on permissions', () => {
  it('knows which regions have no address of STS', () => {
    const text = textOf('docs/permissions.md')
    const [, list = ''] =
      /STS has no known address in some regions[^(]*\(([^)]*)\)/.exec(text) ?? []
    const regions = textOf('src/clouds/huawei/regions.ts')
    const [, sts = ''] = /const STS = new Set<string>\(\[([^\]]*)\]/.exec(regions) ?? []
    const without = BUILD_REGIONS.filter((region) => !sts.includes(`'${region}'`))
    expect([...codeSpans(list)].sort()).toEqual([...without].sort())
  })
})
