import type { Result } from './figure.js'

const HEAD = ['figure', 'bar', 'goal', 'measured', ''] as const
const WORD = { goal: 'goal', bar: 'ok', missed: 'MISSED' } as const

/** The results as a Markdown table, aligned for terminals. */
export function table(results: readonly Result[]): string {
  const rows = results.map(({ measure, value, verdict }) => [
    measure.title,
    shown(measure.bar, measure.unit),
    shown(measure.goal, measure.unit),
    shown(value, measure.unit),
    WORD[verdict],
  ])
  const all = [[...HEAD], ...rows]
  const widths = HEAD.map((_head, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const rule = `| ${widths.map((width) => '-'.repeat(Math.max(width, 3))).join(' | ')} |`
  return [line(HEAD), rule, ...rows.map(line)].join('\n')
}

function shown(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 2
  return `${value.toFixed(digits)}${unit === '' || unit === 'x' ? unit : ` ${unit}`}`
}
