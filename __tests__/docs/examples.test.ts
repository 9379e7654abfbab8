import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { type Fields, fieldsOf } from '../../scripts/yaml-fields.js'
import { actionFolders, fileOf } from '../../scripts/action-folders.js'
import { isWorkflow, textOf, workflowFiles, yamlBlocks } from '../../scripts/yaml-examples.js'

const ACTION = 'org/codearts-build-action'

/** Every object in a value, itself included. */
function objects(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(objects)
  if (typeof value !== 'object' || value === null) return []
  return [fieldsOf(value), ...Object.values(value).flatMap(objects)]
}

/** What each way to name an action of this repository in `uses` offers: the released one, and this checkout's. */
const offered = new Map(
  actionFolders().flatMap((folder) => {
    const action = fieldsOf(parse(textOf(fileOf(folder, 'action.yml'))))
    const names = {
      inputs: Object.keys(fieldsOf(action['inputs'])),
      outputs: Object.keys(fieldsOf(action['outputs'])),
    }
    const path = folder === '.' ? '' : `/${folder}`
    return [
      [`${ACTION}${path}@v1`, names],
      [folder === '.' ? './' : `./${folder}`, names],
    ] as const
  }),
)
const examples = [
  ...yamlBlocks(),
  ...workflowFiles('docs/examples'),
  ...workflowFiles('.github/workflows'),
]
const uses = (value: unknown): readonly Fields[] =>
  objects(value).filter(({ uses: action }) => offered.has(String(action)))
const namesOf = ({ uses: action }: Fields) => offered.get(String(action))

describe.each(examples)('The example $name', ({ text }) => {
  const workflow: unknown = parse(text)

  it('gives only inputs that the action has', () => {
    const unknown = uses(workflow).flatMap((step) =>
      Object.keys(fieldsOf(step['with'])).filter((name) => !namesOf(step)?.inputs.includes(name)),
    )
    expect(unknown).toEqual([])
  })

  it('reads only outputs that the action has', () => {
    const steps = uses(workflow)
    const read = [...text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)]
    // The same id may stand in several jobs.
    const unknown = read.filter(([, id = '', name = '']) => {
      const meant = steps.filter((step) => step['id'] === id)
      return meant.length > 0 && !meant.some((step) => namesOf(step)?.outputs.includes(name))
    })
    expect(unknown.map(([reference]) => reference)).toEqual([])
  })

  it('pins every other action to a commit, with its version', () => {
    const lines = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line))
    const loose = lines.filter(
      (line) =>
        !offered.has(line.replace(/^[\s-]*uses: /, '')) &&
        !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line),
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
