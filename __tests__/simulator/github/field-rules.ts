/** One field of a request's body: what must hold of its value; the words say what doesn't. */
export interface FieldRule {
  readonly required?: true
  readonly problem: (value: unknown) => string | undefined
}

export type FieldRules = Readonly<Record<string, FieldRule>>

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text of at most so many UTF-8 bytes; GitHub counts characters, and no document says in which encoding. */
export function text(most: number, least = 0): FieldRule['problem'] {
  return (value) => {
    if (typeof value !== 'string') return 'is not a string'
    const bytes = Buffer.byteLength(value)
    if (bytes < least) return 'is empty'
    if (/\p{Cs}/u.test(value)) return 'has half a character'
    return bytes > most
      ? `is too long: only ${most} characters are allowed; ${bytes} were supplied`
      : undefined
  }
}

export function oneOf(...choices: readonly string[]): FieldRule['problem'] {
  return (value) =>
    typeof value === 'string' && choices.includes(value)
      ? undefined
      : `is none of ${choices.join(', ')}`
}

export function count(least: number): FieldRule['problem'] {
  return (value) =>
    Number.isSafeInteger(value) && Number(value) >= least ? undefined : `is not from ${least} on`
}

export const moment: FieldRule['problem'] = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)
    ? undefined
    : 'is no time'

export const address: FieldRule['problem'] = (value) =>
  typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value)
    ? undefined
    : 'must use http(s) scheme'

export const commit: FieldRule['problem'] = (value) =>
  typeof value === 'string' && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(value)
    ? undefined
    : 'is no full commit id'

export const required = (problem: FieldRule['problem']): FieldRule => ({ required: true, problem })
export const optional = (problem: FieldRule['problem']): FieldRule => ({ problem })

/** The first thing that is wrong with an object, or undefined. */
export function flawIn(value: unknown, rules: FieldRules, where: string): string | undefined {
  if (!isFields(value)) return `${where} is not an object`
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(rules, name))
  if (unknown !== undefined) return `${where}.${unknown} is not documented`
  for (const [name, rule] of Object.entries(rules)) {
    const field = value[name]
    if (field === undefined && rule.required === true) return `${where}.${name} is missing`
    const problem = field === undefined ? undefined : rule.problem(field)
    if (problem !== undefined) return `${where}.${name} ${problem}`
  }
  return undefined
}
