import { parse } from 'yaml'

interface Entry {
  readonly name: string
  readonly description: string
  readonly fallback: string
}

/** A Markdown table of the action's inputs. Throws when one has no description. */
export function inputTable(actionYaml: string): string {
  const rows = entries(actionYaml, 'inputs').map(({ name, description, fallback }) => [
    `\`${name}\``,
    fallback === '' ? '' : `\`${fallback}\``,
    description,
  ])
  return table(['Input', 'Default', 'Meaning'], rows)
}

/** A Markdown table of the action's outputs. Throws when one has no description. */
export function outputTable(actionYaml: string): string {
  const rows = entries(actionYaml, 'outputs').map(({ name, description }) => [
    `\`${name}\``,
    description,
  ])
  return table(['Output', 'Value'], rows)
}

/** The text with the table between `<!-- name -->` and `<!-- /name -->`, which must stand there once. */
export function withTable(text: string, name: string, rows: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const from = text.indexOf(open)
  const to = text.indexOf(close)
  if (from < 0 || to < from) throw new Error(`The markers ${open} and ${close} are missing.`)
  return `${text.slice(0, from + open.length)}\n\n${rows}\n${text.slice(to)}`
}

function entries(actionYaml: string, section: 'inputs' | 'outputs'): readonly Entry[] {
  const action: unknown = parse(actionYaml)
  return Object.entries(fields(fields(action)[section])).map(([name, value]) => {
    const { description, default: fallback } = fields(value)
    if (typeof description !== 'string' || description.trim() === '') {
      throw new Error(`action.yml: ${section}.${name} has no description.`)
    }
    return { name, description, fallback: typeof fallback === 'string' ? fallback : '' }
  })
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
