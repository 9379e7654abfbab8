import type { JsonObject } from '../../../../text/index.js'
import {
  moduleId,
  type ParameterDefinition,
  type Placed,
  type Problem,
  type Shape,
  type StepDefinition,
  TASK_FILE,
  type TaskDefinition,
  TEMPLATE_FILE,
  type TemplateDefinition,
} from './shapes/index.js'
import { parseYaml } from './yaml-text.js'

export interface ReadDefinition<T> {
  /** Absent where there is a problem. */
  readonly definition?: T
  /** All of them, in the order of the file. */
  readonly problems: readonly Problem[]
  /** Secrets that are in the text although they must not be: to be masked before a problem is printed. */
  readonly literals: readonly string[]
  /** The variables that sensitive parameters take their values from. */
  readonly variables: readonly string[]
}

/** Reads a task's definition. Never throws: whatever is wrong is a problem with its place. */
export function readTask(text: string): ReadDefinition<TaskDefinition> {
  return read(text, TASK_FILE, ({ task }) => task)
}

export function readTemplate(text: string): ReadDefinition<TemplateDefinition> {
  return read(text, TEMPLATE_FILE, ({ template }) => template)
}

/** The schemas that editors complete definitions by. */
export const DEFINITION_SCHEMAS: Readonly<Record<'task' | 'template', JsonObject>> = {
  task: schemaOf('Build task', TASK_FILE.schema),
  template: schemaOf('Build template', TEMPLATE_FILE.schema),
}

function schemaOf(title: string, schema: JsonObject): JsonObject {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...schema }
}

interface Body {
  readonly parameters?: ReadonlyMap<string, ParameterDefinition>
  readonly steps?: readonly StepDefinition[]
}

function read<File, T extends Body>(
  text: string,
  shape: Shape<File>,
  body: (file: File) => T,
): ReadDefinition<T> {
  const { root, problems: unreadable } = parseYaml(text)
  if (root === undefined) return { problems: unreadable, literals: [], variables: [] }
  const found: Problem[] = []
  const file = shape.read(root, ({ path, place }, message) => {
    found.push({ path, place, message })
  })
  const problems = found.toSorted(
    (a, b) => a.place.line - b.place.line || a.place.column - b.place.column,
  )
  const literals = secretLiterals(root)
  if (file === undefined || problems.length > 0) return { problems, literals, variables: [] }
  const definition = withModuleIds(body(file))
  return { definition, problems, literals, variables: variablesOf(definition) }
}

function withModuleIds<T extends Body>(definition: T): T {
  const steps = definition.steps?.map((step) => ({ ...step, module: moduleId(step.module) }))
  return { ...definition, ...(steps && { steps }) }
}

function variablesOf({ parameters }: Body): readonly string[] {
  return [...(parameters?.values() ?? [])].flatMap(({ valueFrom }) => valueFrom?.env ?? [])
}

/** Defaults beside `sensitive: true`, even at a wrong place in the file: they may be real secrets. */
function secretLiterals(node: Placed): readonly string[] {
  if (node.kind === 'scalar') return []
  if (node.kind === 'list') return node.items.flatMap(secretLiterals)
  const [sensitive, literal] = [node.entries.get('sensitive'), node.entries.get('default')]
  const isSecret = sensitive?.kind === 'scalar' && /^true$/i.test(sensitive.written)
  const own = isSecret && literal?.kind === 'scalar' ? [literal.written] : []
  return [...own, ...[...node.entries.values()].flatMap(secretLiterals)]
}
