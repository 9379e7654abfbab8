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

/** A Markdown table of the action's inputs, or of those `shown` names. Throws when one has no description. */
export function inputTable(
  actionYaml: string,
  translation?: Translation,
  shown: readonly string[] = declaredNames(actionYaml, 'inputs'),
): string {
  const declared = new Map(
    entries(actionYaml, 'inputs', translation).map((entry) => [entry.name, entry]),
  )
  const some = shown.flatMap((name) => declared.get(name) ?? [])
  const rows = some.map(({ name, description, fallback }) => [
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

/** A README with its tables between their markers, which must stand there once: inputs in one table, or in groups. */
export function withTables(
  text: string,
  actionYaml: string,
  translation?: Translation,
  groups?: InputGroups,
): string {
  const isOneTable = groups === undefined || text.includes('<!-- inputs -->')
  const inputs = isOneTable
    ? withTable(text, 'inputs', inputTable(actionYaml, translation))
    : withGroups(text, actionYaml, translation, groups)
  return withTable(inputs, 'outputs', outputTable(actionYaml, translation))
}

type InputGroups = Readonly<Record<string, readonly string[]>>

function withGroups(
  text: string,
  actionYaml: string,
  translation: Translation | undefined,
  groups: InputGroups,
): string {
  const grouped = Object.values(groups).flat()
  const declared = declaredNames(actionYaml, 'inputs')
  const lost = declared.filter((name) => !grouped.includes(name))
  if (lost.length > 0) {
    throw new Error(`In no group of scripts/input-groups.ts: ${lost.join(', ')}.`)
  }
  const filled = Object.entries(groups).filter(([, names]) =>
    names.some((name) => declared.includes(name)),
  )
  return filled.reduce(
    (page, [group, names]) =>
      withTable(page, `inputs: ${group}`, inputTable(actionYaml, translation, names)),
    text,
  )
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
