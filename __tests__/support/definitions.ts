import {
  type ReadDefinition,
  readTask,
  readTemplate,
  type TaskDefinition,
  type TemplateDefinition,
} from '../../src/clouds/huawei/codearts-build/definitions/index.js'
import { PROJECT_ID } from './ids.js'

/** The definition of a task from the lines of a file below `task`, besides project, name and arch. */
export function taskOf(...lines: readonly string[]): TaskDefinition {
  return given(
    readTask(fileOf('task', [`project: ${PROJECT_ID}`, 'name: shop', 'arch: x86-64', ...lines])),
  )
}

/** The same for a template, besides its name. */
export function templateOf(...lines: readonly string[]): TemplateDefinition {
  return given(readTemplate(fileOf('template', ['name: my-maven', ...lines])))
}

function fileOf(kind: string, lines: readonly string[]): string {
  return ['version: 1', `${kind}:`, ...lines.map((line) => `  ${line}`)].join('\n')
}

function given<T>({ definition, problems }: ReadDefinition<T>): T {
  if (definition === undefined) throw new Error(`No definition: ${JSON.stringify(problems)}`)
  return definition
}
