import { isList, type JsonObject, nearest, quoted } from '../../../../text/index.js'
import type { Complain, Placed, PlacedMap } from './placed.js'

/**
 * One form that a part of a definition may have. It reads and checks what a file holds, and tells the same rule to
 * editors as a JSON schema: both stand in one place, so that neither can know more than the other.
 */
export interface Shape<T> {
  readonly schema: JsonObject
  /** The value, or undefined where a problem was told. */
  read(node: Placed, complain: Complain): T | undefined
}

interface TextRule {
  readonly pattern?: RegExp
  /** What stands after "it must be", e.g. `1 to 128 letters`. */
  readonly rule: string
  readonly description?: string
}

/** Text; numbers and booleans count as they are written, because the service keeps all of these as strings. */
export function text({ pattern, rule, description }: TextRule): Shape<string> {
  return {
    schema: {
      type: ['string', 'number', 'boolean'],
      ...(pattern && { pattern: pattern.source }),
      ...(description !== undefined && { description }),
    },
    read(node, complain) {
      if (node.kind === 'scalar' && node.value !== null) {
        if (pattern === undefined || pattern.test(node.written)) return node.written
      }
      complain(node, `${shown(node)}: it must be ${rule}.`)
      return undefined
    },
  }
}

/** Text that may be empty, or not given behind its key at all. */
export function anyText(description: string): Shape<string> {
  return {
    schema: { type: ['string', 'number', 'boolean', 'null'], description },
    read(node, complain) {
      if (node.kind === 'scalar') return node.value === null ? '' : node.written
      complain(node, `${shown(node)}: it must be text.`)
      return undefined
    },
  }
}

export function choice<Choice extends string>(
  choices: readonly [Choice, ...Choice[]],
  description?: string,
): Shape<Choice> {
  return {
    schema: { enum: choices, ...(description !== undefined && { description }) },
    read(node, complain) {
      const written = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : ''
      const chosen = choices.find((one) => one === written)
      if (chosen === undefined) complain(node, `${shown(node)}: it must be ${listed(choices)}.`)
      return chosen
    },
  }
}

/** Exactly this number. */
export function constant(value: number, description: string): Shape<number> {
  return {
    schema: { const: value, description },
    read(node, complain) {
      if (node.kind === 'scalar' && node.value === value) return value
      complain(node, `${shown(node)}: it must be ${value}.`)
      return undefined
    },
  }
}

export function flag(description: string): Shape<boolean> {
  return {
    schema: { type: 'boolean', description },
    read(node, complain) {
      if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value
      complain(node, `${shown(node)}: it must be true or false.`)
      return undefined
    },
  }
}

export function list<T>(item: Shape<T>, most: number, description: string): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: item.schema, maxItems: most, description },
    read(node, complain) {
      if (node.kind !== 'list') {
        complain(node, `${shown(node)}: it must be a list.`)
        return undefined
      }
      if (node.items.length > most) {
        complain(node, `The list has ${node.items.length} items: it may have ${most} at most.`)
      }
      const items = node.items.map((one) => item.read(one, complain))
      return items.filter((one) => one !== undefined)
    },
  }
}

/** A map whose keys are names of the user's. */
export function mapOf<T>(
  key: TextRule & { readonly pattern: RegExp },
  value: Shape<T>,
  description: string,
): Shape<ReadonlyMap<string, T>> {
  return {
    schema: {
      type: 'object',
      propertyNames: { pattern: key.pattern.source },
      additionalProperties: value.schema,
      description,
    },
    read(node, complain) {
      if (node.kind !== 'map') {
        complain(node, `${shown(node)}: it must be a map of names.`)
        return undefined
      }
      const read = new Map<string, T>()
      for (const [name, inner] of node.entries) {
        if (!key.pattern.test(name))
          complain(inner, `The name ${quoted(name)} must be ${key.rule}.`)
        const one = value.read(inner, complain)
        if (one !== undefined) read.set(name, one)
      }
      return read
    },
  }
}

/** A map of any JSON values, without the names that are refused; whole numbers that JSON can't hold stay text. */
export function jsonMap(description: string, refused: readonly string[] = []): Shape<JsonObject> {
  const none = refused.length > 0 && { propertyNames: { not: { enum: refused } } }
  return {
    schema: { type: 'object', description, ...none },
    read(node, complain) {
      if (node.kind !== 'map') {
        complain(node, `${shown(node)}: it must be a map.`)
        return undefined
      }
      for (const [name, inner] of node.entries) {
        if (refused.includes(name))
          complain(inner, `${name} has a key of its own: it can't stand here.`)
      }
      return Object.fromEntries([...node.entries].map(([name, inner]) => [name, plain(inner)]))
    },
  }
}

type Shapes = Readonly<Record<string, Shape<unknown>>>
type ValueOf<S> = S extends Shape<infer T> ? T : never
type Fields<S extends Shapes, Required extends keyof S> = {
  readonly [Key in Required]: ValueOf<S[Key]>
} & { readonly [Key in Exclude<keyof S, Required>]?: ValueOf<S[Key]> }

interface ObjectRules<S extends Shapes> {
  readonly description: string
  /** A rule that no single key can tell; in words of JSON schema beside it. */
  readonly check?: (node: PlacedMap, complain: Complain) => void
  readonly schema?: JsonObject
  readonly shapes: S
}

/** An object with these keys and no others. */
export function object<const S extends Shapes, const Required extends keyof S & string>(
  required: readonly Required[],
  { shapes, description, check, schema }: ObjectRules<S>,
): Shape<Fields<S, Required>> {
  const names = Object.keys(shapes)
  return {
    schema: {
      type: 'object',
      description,
      properties: Object.fromEntries(names.map((name) => [name, shapes[name]?.schema])),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
      ...schema,
    },
    read(node, complain) {
      if (node.kind !== 'map') {
        complain(node, `${shown(node)}: it must be a map with ${listed(names, 'and')}.`)
        return undefined
      }
      const read: Record<string, unknown> = {}
      for (const [name, inner] of node.entries) {
        const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined
        if (shape === undefined) complain(inner, unknownKey(name, names))
        else read[name] = shape.read(inner, complain)
      }
      const missing = required.filter((name) => !node.entries.has(name))
      for (const name of missing) complain(node, `${name} is missing.${ruleOf(shapes[name])}`)
      check?.(node, complain)
      // Each key was read by its own shape; whoever told a problem is not asked for a value.
      return read as Fields<S, Required>
    },
  }
}

function unknownKey(name: string, names: readonly string[]): string {
  const [near = ''] = nearest(name, names, 1)
  return `Unknown key ${quoted(name)}; did you mean ${near}? Known here: ${names.join(', ')}.`
}

function ruleOf(shape: Shape<unknown> | undefined): string {
  const { description, enum: choices } = shape?.schema ?? {}
  const words = isList(choices) ? `: ${listed(choices.map(String))}` : ''
  return typeof description === 'string' ? ` ${description.replace(/\.$/, '')}${words}.` : ''
}

/** What stands there, on one line and short. */
function shown(node: Placed): string {
  switch (node.kind) {
    case 'map':
      return 'This is a map'
    case 'list':
      return 'This is a list'
    case 'scalar':
      return node.value === null ? 'This is empty' : `This is ${quoted(node.written)}`
  }
}

function plain(node: Placed): unknown {
  switch (node.kind) {
    case 'map':
      return Object.fromEntries([...node.entries].map(([name, inner]) => [name, plain(inner)]))
    case 'list':
      return node.items.map(plain)
    case 'scalar':
      return typeof node.value === 'number' && !isExact(node.value) ? node.written : node.value
  }
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
}

function listed(words: readonly string[], last = 'or'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}
