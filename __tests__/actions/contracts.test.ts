import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { actionFolders, fileOf } from '../../scripts/action-folders.js'
import { textOf } from '../../scripts/yaml-examples.js'
import { type Fields, fieldsOf } from '../../scripts/yaml-fields.js'
import { CONTRACTS } from './contracts.js'

/** More is cut off where the Marketplace and the picker of actions show it. */
const LONGEST_DESCRIPTION_CHARS = 124

const manifests = new Map<string, Fields>(
  actionFolders().map((folder) => [folder, fieldsOf(parse(textOf(fileOf(folder, 'action.yml'))))]),
)

function manifestOf(folder: string): Fields {
  return manifests.get(folder) ?? {}
}

function defaultsOf(inputs: Fields): readonly (readonly [string, unknown])[] {
  return Object.keys(inputs)
    .sort()
    .map((name) => [name, fieldsOf(inputs[name])['default'] ?? ''])
}

/** How an action describes its inputs, and by which default: `name (default)` to description. */
function wordsOf(folder: string): ReadonlyMap<string, unknown> {
  const inputs = fieldsOf(manifestOf(folder)['inputs'])
  return new Map(
    defaultsOf(inputs).map(([name, fallback]) => [
      `${name} (${String(fallback)})`,
      fieldsOf(inputs[name])['description'],
    ]),
  )
}

/** The inputs that an action describes otherwise than an action before it in the list that has no words of its own. */
function inOwnWords(folder: string): readonly string[] {
  const before = CONTRACTS.slice(
    0,
    CONTRACTS.findIndex((one) => one.folder === folder),
  )
  const differing = [...wordsOf(folder)].filter(([input, words]) =>
    before
      .filter(({ ownWords = [] }) => !ownWords.includes(nameOf(input)))
      .some((other) => (wordsOf(other.folder).get(input) ?? words) !== words),
  )
  return differing.map(([input]) => nameOf(input))
}

function nameOf(input: string): string {
  return input.replace(/ \(.*$/, '')
}

describe('The list of contracts', () => {
  it('has every folder with an action.yml', () => {
    expect(CONTRACTS.map(({ folder }) => folder).sort()).toEqual([...actionFolders()].sort())
  })
})

describe.each(CONTRACTS)('action.yml in $folder', ({ folder, inputs, outputs, ownWords = [] }) => {
  const manifest = manifestOf(folder)

  it('has the inputs and defaults that the code reads', () => {
    const read = Object.entries(inputs.table).map(([name, row]) => [name, row.default ?? ''])
    expect(defaultsOf(fieldsOf(manifest['inputs']))).toEqual(
      read.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    )
  })

  it('has the outputs that the code sets, with a description each', () => {
    const declared = fieldsOf(manifest['outputs'])
    expect(Object.keys(declared).sort()).toEqual([...outputs].sort())
    for (const output of Object.values(declared)) {
      expect(fieldsOf(output)).toEqual({ description: expect.stringMatching(/^\S.+\.$/) })
    }
  })

  it('describes each input in a sentence, and shares the words of those it shares', () => {
    for (const [input, words] of wordsOf(folder)) {
      expect([input, words]).toEqual([input, expect.stringMatching(/^\S[^]*\.$/)])
    }
    expect([...inOwnWords(folder)].sort()).toEqual([...ownWords].sort())
  })

  it('has no input that GitHub would warn of', () => {
    const fields = Object.values(fieldsOf(manifest['inputs'])).flatMap((input) =>
      Object.keys(fieldsOf(input)),
    )
    const known = ['description', 'default', 'required', 'deprecationMessage']
    expect(fields.filter((field) => !known.includes(field))).toEqual([])
  })

  it('describes the action in a line that is never cut', () => {
    const { name, description } = manifest
    expect(name).toEqual(expect.stringMatching(/^\S.+$/))
    expect(description).toEqual(expect.stringMatching(/^\S.+[^.]$/))
    expect(String(description).length).toBeLessThanOrEqual(LONGEST_DESCRIPTION_CHARS)
  })

  it('runs files of dist/ on Node 24', () => {
    const { using, ...files } = fieldsOf(manifest['runs'])
    expect(using).toBe('node24')
    const given = Object.entries(files).filter(
      ([field]) => field !== 'post-if' && field !== 'pre-if',
    )
    expect(given.map(([field]) => field)).toContain('main')
    const outside = given.filter(([, file]) => {
      const path = join(folder, String(file))
      return !path.startsWith('dist/') || !existsSync(path)
    })
    expect(outside).toEqual([])
  })
})
