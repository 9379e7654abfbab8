import type { CallFields } from './call-fields.js'
import { isFields } from './request-checks.js'

const TYPES = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'map'] as const

export interface Comparison {
  /** Fields that the table doesn't have, or has with another type. */
  readonly strange: readonly string[]
  /** Fields the action relies on that aren't there, or null everywhere. */
  readonly missing: readonly string[]
}

/** Holds an answer to its entry in the table; `null` fits every type. */
export function compare(answer: unknown, table: CallFields): Comparison {
  const known = new Map<string, string>()
  for (const type of TYPES) {
    for (const path of (table[type] ?? '').split(' ')) if (path !== '') known.set(path, type)
  }
  const strange: string[] = []
  const present = new Set<string>()
  const visit = (value: unknown, path: string): void => {
    const type = known.get(path)
    if (path !== '' && type === undefined) strange.push(`${path} is not in the table`)
    if (value === null || (path !== '' && type === undefined)) return
    present.add(path)
    if (path !== '' && !fits(value, type)) strange.push(`${path} is not a ${type ?? ''}`)
    for (const [name, inner] of children(value, type)) {
      visit(inner, /^[[{]/.test(name) || path === '' ? `${path}${name}` : `${path}.${name}`)
    }
  }
  visit(answer, '')
  return { strange, missing: table.needs.split(' ').filter((path) => !present.has(path)) }
}

function children(
  value: unknown,
  type: string | undefined,
): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.map((inner: unknown) => ['[]', inner])
  if (!isFields(value)) return []
  return Object.entries(value).map(([name, inner]) => [type === 'map' ? '{}' : name, inner])
}

function fits(value: unknown, type: string | undefined): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'array':
      return Array.isArray(value)
    case 'map':
    case 'object':
      return isFields(value)
    default:
      return typeof value === type
  }
}
