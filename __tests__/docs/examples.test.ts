import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { type Fields, fieldsOf } from './fields.js'
import { isWorkflow, textOf, workflowFiles, yamlBlocks } from '../../scripts/yaml-examples.js'

const ACTION = 'org/codearts-build-action@v1'

/** Every object in a value, itself included. */
function objects(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(objects)
  if (typeof value !== 'object' || value === null) return []
  return [fieldsOf(value), ...Object.values(value).flatMap(objects)]
}

const action = fieldsOf(parse(textOf('action.yml')))
const inputs = Object.keys(fieldsOf(action['inputs']))
const outputs = Object.keys(fieldsOf(action['outputs']))
const examples = [
  ...yamlBlocks(),
  ...workflowFiles('docs/examples'),
  ...workflowFiles('.github/workflows'),
]
const uses = (value: unknown): readonly Fields[] =>
  objects(value).filter((one) => one['uses'] === ACTION || one['uses'] === './')

describe.each(examples)('The example $name', ({ text }) => {
  const workflow: unknown = parse(text)

  it('gives only inputs that the action has', () => {
    const given = uses(workflow).flatMap((step) => Object.keys(fieldsOf(step['with'])))
    expect(given.filter((name) => !inputs.includes(name))).toEqual([])
  })

  it('reads only outputs that the action has', () => {
    const ids = uses(workflow).flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
    const read = [...text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)]
    const unknown = read.filter(
      ([, id = '', name = '']) => ids.includes(id) && !outputs.includes(name),
    )
    expect(unknown.map(([reference]) => reference)).toEqual([])
  })

  it('pins every other action to a commit, with its version', () => {
    const lines = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line))
    const loose = lines.filter(
      (line) =>
        !/uses: (\.\/|org\/codearts-build-action@v1)$|@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line),
    )
    expect(loose).toEqual([])
  })
})

describe('The examples', () => {
  it('are there, and show the action', () => {
    expect(examples.filter(({ text }) => text.includes(ACTION)).length).toBeGreaterThan(8)
  })

  it('say which permissions they need', () => {
    const workflows = examples.filter(isWorkflow)
    const silent = workflows.filter(({ text }) => !('permissions' in fieldsOf(parse(text))))
    expect(silent.map(({ name }) => name)).toEqual([])
  })

  it('are all linked from the README', () => {
    const readme = textOf('README.md')
    const files = workflowFiles('docs/examples').map(({ name }) => name)
    expect(files.filter((name) => !readme.includes(`(${name})`))).toEqual([])
  })

  it('of this repository begin with no permission at all', () => {
    const own = workflowFiles('.github/workflows').map(({ text }) => fieldsOf(parse(text)))
    expect(own.map(({ permissions }) => permissions)).toEqual(own.map(() => ({})))
  })
})
