import { parse } from 'yaml'

interface Entry {
  readonly name: string
  readonly description: string
  readonly fallback: string
}

/** The tables in another language than action.yml's: YAML with a description for each name. */
export interface Translation {
  readonly descriptions: string
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

/** The text with the table between `<!-- name -->` and `<!-- /name -->`, which must stand there once. */
export function withTable(text: string, name: string, rows: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const from = text.indexOf(open)
  const to = text.indexOf(close)
  if (from < 0 || to < from) throw new Error(`The markers ${open} and ${close} are missing.`)
  return `${text.slice(0, from + open.length)}\n\n${rows}\n${text.slice(to)}`
}

function entries(
  actionYaml: string,
  section: 'inputs' | 'outputs',
  translation: Translation | undefined,
): readonly Entry[] {
  const declared = Object.entries(sectionOf(actionYaml, section))
  const translated = translation && sectionOf(translation.descriptions, section)
  const stale = Object.keys(translated ?? {}).filter(
    (name) => !declared.some(([one]) => one === name),
  )
  if (stale.length > 0) throw new Error(`Translated, but not in action.yml: ${stale.join(', ')}.`)
  return declared.map(([name, value]) => {
    const { description: own, default: fallback } = fields(value)
    const description = translated === undefined ? own : translated[name]
    if (typeof description !== 'string' || description.trim() === '') {
      throw new Error(`${section}.${name} has no description.`)
    }
    return { name, description, fallback: typeof fallback === 'string' ? fallback : '' }
  })
}

function sectionOf(yaml: string, section: string): Readonly<Record<string, unknown>> {
  const document: unknown = parse(yaml)
  return fields(fields(document)[section])
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/** Without padding: one changed row is one changed line. Prettier leaves it alone between its own marks. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  )
  return ['<!-- prettier-ignore-start -->', ...lines, '<!-- prettier-ignore-end -->', ''].join('\n')
}
