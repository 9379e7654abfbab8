import { describe, expect, it } from '@jest/globals'
import { readTask } from '../../../../../src/clouds/huawei/codearts-build/definitions/index.js'
import { PROJECT_ID } from '../../../../support/ids.js'

/** Path and message of the first problem of a task with these lines. */
function problemOf(...lines: readonly string[]): string {
  const head = ['version: 1', 'task:', `  project: ${PROJECT_ID}`, '  name: shop', '  arch: arm']
  const { problems } = readTask([...head, ...lines.map((line) => `  ${line}`)].join('\n'))
  const [{ path, message } = { path: '', message: 'none' }] = problems
  return `${path}: ${message}`
}

describe('A part of another form than it must have', () => {
  it.each<readonly [line: string, problem: string]>([
    ['steps: {}', 'task.steps: This is a map: it must be a list.'],
    ['parameters: []', 'task.parameters: This is a list: it must be a map of names.'],
    ['raw: x', 'task.raw: This is "x": it must be a map.'],
    ['timeout: 5', 'task.timeout: This is "5": it must be a map with limit and unit.'],
    [
      'flavor: ',
      'task.flavor: This is empty: it must be a specification of the machine, e.g. 2u8g.',
    ],
    ['disabled: "true"', 'task.disabled: This is "true": it must be true or false.'],
    ['scms: [{url: []}]', 'task.scms[0].url: This is a list: it must be text.'],
    [
      'parameters: {a-b: {}}',
      'task.parameters.a-b: The name "a-b" must be 1 to 128 letters, digits and _.',
    ],
    ['raw: {steps: []}', "task.raw.steps: steps has a key of its own: it can't stand here."],
  ])('is told: %s', (line, problem) => {
    expect(problemOf(line)).toBe(problem)
  })

  it('is a list of more items than the service takes', () => {
    const steps = Array.from({ length: 51 }, (_, at) => `{name: s${at}, module: m}`)
    expect(problemOf(`steps: [${steps.join(', ')}]`)).toBe(
      'task.steps: The list has 51 items: it may have 50 at most.',
    )
  })
})
