import { malformed } from './exchange.js'
import type { QueryRule } from './route.js'

const PATH_RULES: Readonly<Record<string, RegExp>> = {
  job: /^[0-9A-Za-z]{32}$/,
  project: /^[0-9a-z]{32}$/,
  build: /^[1-9]\d{0,9}$/,
  record: /^[0-9a-z-]{36}$/,
}

const QUERY_RULES: Readonly<Record<string, RegExp>> = {
  integer: /^-?\d{1,15}$/,
  string: /^[^]+$/,
  boolean: /^(true|false)$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
  moment: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/,
}

export function checkPath(params: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(params)) {
    if (PATH_RULES[name]?.test(value) === false) throw malformed(`path ${name}: ${value}`)
  }
}

/** The query by the route's rules: nothing missing, nothing unknown, nothing twice, each of its type. */
export function checkQuery(
  query: URLSearchParams,
  rules: Readonly<Record<string, QueryRule>>,
): Record<string, string> {
  for (const name of new Set(query.keys())) {
    if (rules[name] === undefined) throw malformed(`query ${name} is not documented`)
    if (query.getAll(name).length > 1) throw malformed(`query ${name} comes twice`)
  }
  const values: Record<string, string> = {}
  for (const [name, rule] of Object.entries(rules)) {
    const value = query.get(name)
    if (value === null && rule.endsWith('!')) throw malformed(`query ${name} is missing`)
    if (value === null) continue
    if (QUERY_RULES[rule.replace('!', '')]?.test(value) !== true) {
      throw malformed(`query ${name}: ${value}`)
    }
    values[name] = value
  }
  return values
}

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object that holds no other than these fields. */
export function checkFields(value: unknown, known: readonly string[], where = 'body'): Fields {
  if (!isFields(value)) throw malformed(`${where} must be an object`)
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown !== undefined) throw malformed(`${where}.${unknown} is not documented`)
  return value
}

export function text(fields: Fields, name: string, where = 'body'): string {
  const value = optionalText(fields, name, where)
  if (value === undefined || value === '') throw malformed(`${where}.${name} is missing`)
  return value
}

export function optionalText(fields: Fields, name: string, where = 'body'): string | undefined {
  const value = fields[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw malformed(`${where}.${name} must be a string`)
  return value
}

/** The body of a POST. The gateway refuses an empty one (CodeArts CLI: PARSE_REQUEST_DATA_EXCEPTION). */
export function checkBody(body: Buffer, contentType: string | undefined): unknown {
  if (contentType?.startsWith('application/json') !== true) {
    throw malformed(`content-type ${contentType ?? 'is missing'}`)
  }
  if (body.length === 0) throw malformed('PARSE_REQUEST_DATA_EXCEPTION: the body is empty')
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    return value
  } catch {
    throw malformed('the body is not JSON')
  }
}
