import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { BUNDLES } from '../../scripts/bundles.js'
import { unusedExports } from '../../scripts/unused-exports.js'

/** What only tests and scripts import, and why it is exported all the same. */
const OUTSIDE: readonly (readonly [what: RegExp, why: string])[] = [
  [/^src\/actions\/[\w-]+\/(?:inputs|outputs)\.ts: /, 'is compared with action.yml'],
  [/: (?:editDistance|medianOf)$/, 'is a figure whose edges no caller reaches'],
  [/: LARGEST_FILE_BYTES$/, 'is the limit itself, in the form that a person reads'],
  [/: DEFINITION_SCHEMAS$/, 'is written into the schemas that are shipped'],
  [/: FAMILIES$/, 'is written into the page of tools'],
  [/: annotationOf$/, 'is one command, whatever a finding holds'],
  [/: authorizedTransport$/, 'signs one transport in, where a test has only one'],
  [/^src\/files\//, 'is the one way to open what a job names'],
]

function sources(): ReadonlyMap<string, string> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
  return new Map(files.map((path) => [path, readFileSync(join(path), 'utf8')]))
}

describe('src/', () => {
  it('exports nothing that nothing in it imports', () => {
    const roots = BUNDLES.map(({ source }) => source)
    const unused = unusedExports(sources(), roots)
    expect(unused.filter((one) => !OUTSIDE.some(([what]) => what.test(one)))).toEqual([])
  })
})

describe('An export', () => {
  const unused = (files: Readonly<Record<string, string>>) =>
    unusedExports(new Map(Object.entries(files)), ['src/actions/index.ts'])

  it('is used by an import, of a value or of a type', () => {
    expect(
      unused({
        'src/core/a.ts':
          'export const one = 1\nexport interface Two { a: 1 }\nexport class Three {}',
        'src/core/b.ts':
          "import { one, type Two } from './a.js'\nlet x: import('./a.js').Three = one as never as Two",
      }),
    ).toEqual([])
  })

  it('is unused when nobody imports it', () => {
    expect(
      unused({ 'src/core/a.ts': 'export const one = 1\nexport function two() { return one }' }),
    ).toEqual(['src/core/a.ts: one', 'src/core/a.ts: two'])
  })

  it('of a face is used only if somebody imports it from there, and then what it passes on is, too', () => {
    const files = {
      'src/core/a.ts': 'export const one = 1\nexport const two = 2',
      'src/core/index.ts': "export { one, two as other } from './a.js'",
    }
    expect(unused(files)).toHaveLength(4)
    expect(
      unused({ ...files, 'src/log/x.ts': "import { other } from '../core/index.js'" }),
    ).toEqual(['src/core/a.ts: one', 'src/core/index.ts: one'])
  })

  it('of a root is used from outside; passing everything on uses nothing', () => {
    const files = {
      'src/core/index.ts': 'export const one = 1',
      'src/actions/build/main.ts': 'export const build = 1',
      'src/actions/index.ts':
        "export { build } from './build/main.js'\nexport * from '../core/index.js'",
    }
    expect(unused(files)).toEqual(['src/core/index.ts: one'])
  })

  it('of a type is used where its own file names it again', () => {
    const file = 'export interface Parts { a: 1 }\nexport const made = (parts: Parts) => parts'
    expect(unused({ 'src/core/a.ts': file })).toEqual(['src/core/a.ts: made'])
  })
})
