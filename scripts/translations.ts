import { parse } from 'yaml'
import { fieldsOf } from './yaml-fields.js'

export type Section = 'inputs' | 'outputs'

type Texts = Readonly<Record<Section, Readonly<Record<string, unknown>>>>

/** Descriptions in another language than that of the action.yml files; the form is told at the top of the YAML. */
export interface Translations {
  readonly shared: Texts
  readonly actions: Readonly<Record<string, Texts>>
}

export function translationsOf(yaml: string): Translations {
  const { shared, actions, ...others } = fieldsOf(parse(yaml))
  const unknown = Object.keys(others)
  if (unknown.length > 0) throw new Error(`Unknown in the translations: ${unknown.join(', ')}.`)
  const named = Object.entries(fieldsOf(actions)).map(
    ([folder, texts]) => [folder, textsOf(texts)] as const,
  )
  return { shared: textsOf(shared), actions: Object.fromEntries(named) }
}

/** What describes the inputs or outputs of the action in a folder: its own words first, else the shared ones. */
export function descriptionsFor(
  { shared, actions }: Translations,
  folder: string,
  section: Section,
): Readonly<Record<string, unknown>> {
  return { ...shared[section], ...actions[folder]?.[section] }
}

/**
 * What is translated although nobody has it: a folder without action.yml, a name that its action doesn't have, a
 * shared name that no action has or that all who have it describe anew. `declared` gives the names of each folder.
 */
export function staleNames(
  { shared, actions }: Translations,
  declared: Readonly<Record<string, Readonly<Record<Section, readonly string[]>>>>,
): readonly string[] {
  const stale: string[] = []
  for (const section of ['inputs', 'outputs'] as const) {
    for (const [folder, texts] of Object.entries(actions)) {
      const names = declared[folder]?.[section] ?? []
      for (const name of Object.keys(texts[section])) {
        if (!names.includes(name)) stale.push(`${folder} ${section}.${name}`)
      }
    }
    for (const name of Object.keys(shared[section])) {
      const isUsed = Object.entries(declared).some(
        ([folder, names]) =>
          names[section].includes(name) && actions[folder]?.[section][name] === undefined,
      )
      if (!isUsed) stale.push(`shared ${section}.${name}`)
    }
  }
  return stale
}

function textsOf(value: unknown): Texts {
  const { inputs, outputs } = fieldsOf(value)
  return { inputs: fieldsOf(inputs), outputs: fieldsOf(outputs) }
}
