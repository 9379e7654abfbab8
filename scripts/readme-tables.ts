import { parse } from 'yaml'
import type { Section } from './translations.js'
import { fieldsOf } from './yaml-fields.js'

interface Entry {
  readonly name: string
  readonly description: string
  readonly fallback: string
}

/** The tables in another language than action.yml's. */
export interface Translation {
  readonly descriptions: Readonly<Record<Section, Readonly<Record<string, unknown>>>>
  readonly inputHead: readonly [string, string, string]
  readonly outputHead: readonly [string, string]
}

/** A Markdown table of the action's inputs. Throws when one has no description. */
export function inputTable(actionYaml: string, translation?: Translation): string {
  const rows = entries(actionYaml, 'inputs', translation).map(({ name, description, fallback }) => [
    `\`${name}\``,
    fallback === '' ? '' : `\`${fallback}\``,
    description,
  ])
  return table(translation?.inputHead ?? ['Input', 'Default', 'Meaning'], rows)
}

/** A Markdown table of the action's outputs. Throws when one has no description. */
export function outputTable(actionYaml: string, translation?: Translation): string {
  const rows = entries(actionYaml, 'outputs', translation).map(({ name, description }) => [
    `\`${name}\``,
    description,
  ])
  return table(translation?.outputHead ?? ['Output', 'Value'], rows)
}

/** A README with both tables between their markers, which must stand there once. */
export function withTables(text: string, actionYaml: string, translation?: Translation): string {
  const inputs = withTable(text, 'inputs', inputTable(actionYaml, translation))
  return withTable(inputs, 'outputs', outputTable(actionYaml, translation))
}

/** The text with the table between `<!-- name -->` and `<!-- /name -->`, which must stand there once. */
export function withTable(text: string, name: string, rows: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(open), text.indexOf(close)]
  const isOnce = from === text.lastIndexOf(open) && to === text.lastIndexOf(close)
  if (from < 0 || to < from || !isOnce) {
    throw new Error(`The markers ${open} and ${close} must stand there once.`)
  }
  return `${text.slice(0, from + open.length)}\n\n${rows}\n${text.slice(to)}`
}

/** The names of the inputs or outputs that an action.yml declares. */
export function declaredNames(actionYaml: string, section: Section): readonly string[] {
  return Object.keys(sectionOf(actionYaml, section))
}

function entries(
  actionYaml: string,
  section: Section,
  translation: Translation | undefined,
): readonly Entry[] {
  return Object.entries(sectionOf(actionYaml, section)).map(([name, value]) => {
    const { description: own, default: fallback } = fieldsOf(value)
    const description = translation === undefined ? own : translation.descriptions[section][name]
    if (typeof description !== 'string' || description.trim() === '') {
      throw new Error(`${section}.${name} has no description.`)
    }
    return { name, description, fallback: typeof fallback === 'string' ? fallback : '' }
  })
}

function sectionOf(yaml: string, section: Section): Readonly<Record<string, unknown>> {
  const document: unknown = parse(yaml)
  return fieldsOf(fieldsOf(document)[section])
}

/** Without padding: one changed row is one changed line. Prettier leaves it alone between its own marks. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  )
  return ['<!-- prettier-ignore-start -->', ...lines, '<!-- prettier-ignore-end -->', ''].join('\n')
}
