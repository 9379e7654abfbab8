import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { actionFolders, fileOf } from '../../scripts/action-folders.js'
import { inputTable, outputTable, withTable, withTables } from '../../scripts/readme-tables.js'
import { readReadmes } from '../../scripts/readmes.js'
import { textOf } from '../../scripts/yaml-examples.js'
import { fieldsOf } from '../../scripts/yaml-fields.js'
import { codeSpans, marked, rows } from './markdown.js'

const EMPTY = '<!-- inputs -->\n<!-- /inputs -->\n<!-- outputs -->\n<!-- /outputs -->\n'
const DEMO =
  'inputs:\n  region: { description: Where. }\noutputs:\n  status: { description: How. }\n'
const CHINESE = 'shared:\n  inputs: { region: 区域。 }\n  outputs: { status: 结果。 }\n'

/** Two actions with the same words; a file can be changed or, by undefined, taken away. */
function house(changed: Readonly<Record<string, string | undefined>> = {}) {
  const files = new Map<string, string | undefined>(
    Object.entries({
      'action.yml': DEMO,
      'README.md': EMPTY,
      'README.zh-CN.md': EMPTY,
      'stop/action.yml': DEMO,
      'stop/README.md': EMPTY,
      'stop/README.zh-CN.md': EMPTY,
      'scripts/descriptions.zh-CN.yml': CHINESE,
      ...changed,
    }),
  )
  return readReadmes(['.', 'stop'], (name) => {
    const text = files.get(name)
    if (text === undefined) throw new Error(`${name} is not there.`)
    return text
  })
}

describe('The READMEs of all actions', () => {
  it('are as the generator writes them', () => {
    const { readmes, problems } = readReadmes(actionFolders(), textOf)
    expect(problems).toEqual([])
    expect(readmes).toHaveLength(2 * actionFolders().length)
    for (const { name, before, after } of readmes) expect([name, before]).toEqual([name, after])
  })

  it.each(actionFolders())('have a row for each input and output of action.yml in %s', (folder) => {
    const action = fieldsOf(parse(textOf(fileOf(folder, 'action.yml'))))
    for (const section of ['inputs', 'outputs']) {
      for (const page of ['README.md', 'README.zh-CN.md']) {
        const text = textOf(fileOf(folder, page))
        const tables = [...text.matchAll(/<!-- ((?:in|out)puts(?:: [\w-]+)?) -->/g)]
          .map(([, name = '']) => name)
          .filter((name) => name.startsWith(section))
        const shown = tables.flatMap((name) => rows(marked(text, name)))
        expect(shown.map(([name = '']) => codeSpans(name)[0]).sort()).toEqual(
          Object.keys(fieldsOf(action[section])).sort(),
        )
      }
    }
  })
})

describe('The generator of tables', () => {
  it('describes what actions share once, and what one of them says otherwise in its own words', () => {
    const own = `${CHINESE}actions:\n  stop:\n    inputs: { region: 另外的话。 }\n`
    const { readmes, problems } = house({ 'scripts/descriptions.zh-CN.yml': own })
    expect(problems).toEqual([])
    const text = (page: string) => readmes.find(({ name }) => name === page)?.after
    expect(text('README.md')).toContain('| `region` |  | Where. |')
    expect(text('README.zh-CN.md')).toContain('| `region` |  | 区域。 |')
    expect(text('stop/README.zh-CN.md')).toContain('| `region` |  | 另外的话。 |')
    expect(text('stop/README.zh-CN.md')).toContain('| `status` | 结果。 |')
  })

  it.each([
    ['a README that is missing', { 'stop/README.zh-CN.md': undefined }, 'stop/README.zh-CN.md'],
    ['a README without markers', { 'stop/README.md': '# Stop' }, '<!-- inputs -->'],
    ['markers that stand there twice', { 'README.md': EMPTY + EMPTY }, 'once'],
    [
      'an input without a description',
      { 'stop/action.yml': DEMO.replace('description: Where.', '') },
      'stop/README.md: inputs.region has no description.',
    ],
    [
      'an output without a translation',
      { 'scripts/descriptions.zh-CN.yml': 'shared:\n  inputs: { region: 区域。 }\n' },
      'README.zh-CN.md: outputs.status has no description.',
    ],
    [
      'a shared translation that nobody uses',
      { 'scripts/descriptions.zh-CN.yml': CHINESE.replace('{ region', '{ gone: 旧, region') },
      'nobody has shared inputs.gone',
    ],
    [
      'a translation that its action has not',
      { 'scripts/descriptions.zh-CN.yml': `${CHINESE}actions:\n  .: { outputs: { gone: 旧 } }` },
      'nobody has . outputs.gone',
    ],
  ])('refuses %s', (_what, changed, problem) => {
    expect(house(changed).problems.join('\n')).toContain(problem)
  })

  it('writes inputs in groups where a README has the markers of all of them', () => {
    const action =
      'inputs:\n  region: { description: Where. }\n  tag: { description: What. }\noutputs: {}\n'
    const page =
      '<!-- inputs: a -->\n<!-- /inputs: a -->\n<!-- inputs: b -->\n<!-- /inputs: b -->\n'
    const text = `${page}<!-- outputs -->\n<!-- /outputs -->\n`
    const written = withTables(text, action, undefined, { a: ['tag'], b: ['region', 'later'] })
    expect(rows(marked(written, 'inputs: a'))).toEqual([['`tag`', '', 'What.']])
    expect(rows(marked(written, 'inputs: b'))).toEqual([['`region`', '', 'Where.']])
    expect(() => withTables(text, action, undefined, { a: ['tag'] })).toThrow(
      'In no group of scripts/input-groups.ts: region.',
    )
  })

  it('refuses a translation in another form', () => {
    expect(() => house({ 'scripts/descriptions.zh-CN.yml': 'inputs: {}' })).toThrow('inputs')
  })

  it('refuses an input without a description and a text without markers', () => {
    expect(() => inputTable('inputs:\n  region:\n    default: x\n')).toThrow('inputs.region has no')
    expect(() => withTable('<!-- inputs -->', 'inputs', 'x')).toThrow('markers')
  })

  it('keeps a bar from opening a cell', () => {
    expect(outputTable('outputs:\n  a:\n    description: x | y\n')).toContain('| `a` | x \\| y |')
  })
})
