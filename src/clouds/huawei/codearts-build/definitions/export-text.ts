import type { JsonObject } from '../../../../text/index.js'
import { isObject } from '../../../../text/index.js'
import { yamlText } from './definition-text.js'

const SCHEMA_BASE = 'https://raw.githubusercontent.com/org/codearts-build-action/v1'

/** A view as a definition that can be read again; sensitive parameters take their values from the environment. */
export function exportText(
  kind: 'task' | 'template',
  view: JsonObject,
  notes: readonly string[] = [],
): string {
  const comments = [
    `# yaml-language-server: $schema=${SCHEMA_BASE}/${kind}/definition.schema.json`,
    ...notes.map((note) => `# ${note}`),
  ]
  return [...comments, yamlText({ version: 1, [kind]: withStubs(view) })].join('\n')
}

function withStubs(view: JsonObject): JsonObject {
  const { parameters } = view
  if (!isObject(parameters)) return view
  const stubbed = Object.entries(parameters).map(([name, parameter]) => {
    const isSecret = isObject(parameter) && parameter['sensitive'] === true
    return [
      name,
      isSecret ? { ...parameter, valueFrom: { env: variableFor(name) } } : parameter,
    ] as const
  })
  return { ...view, parameters: Object.fromEntries(stubbed) }
}

/** `nexusToken` becomes `NEXUS_TOKEN`. */
function variableFor(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()
  return /^\d/.test(words) ? `_${words}` : words
}
