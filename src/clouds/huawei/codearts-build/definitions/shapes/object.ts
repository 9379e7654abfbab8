import { isList, type JsonObject, nearest, quotedWhole } from '../../../../../text/index.js'
import type { Complain, PlacedMap } from './placed.js'
import { listed, type Shape, shown } from './shape.js'

type Shapes = Readonly<Record<string, Shape<unknown>>>
type ValueOf<S> = S extends Shape<infer T> ? T : never
type Fields<S extends Shapes, Required extends keyof S> = {
  readonly [Key in Required]: ValueOf<S[Key]>
} & { readonly [Key in Exclude<keyof S, Required>]?: ValueOf<S[Key]> }

interface ObjectRules<S extends Shapes> {
  readonly description: string
  /** A rule about several keys; `schema` says the same to editors. */
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
      // Each key was read by its own shape; where there was a problem, the value is never used.
      return read as Fields<S, Required>
    },
  }
}

function unknownKey(name: string, names: readonly string[]): string {
  const [near = ''] = nearest(name, names, 1)
  return `Unknown key ${quotedWhole(name)}; did you mean ${near}? Known here: ${names.join(', ')}.`
}

function ruleOf(shape: Shape<unknown> | undefined): string {
  const { description, enum: choices } = shape?.schema ?? {}
  const words = isList(choices) ? `: ${listed(choices.map(String))}` : ''
  return typeof description === 'string' ? ` ${description.replace(/\.$/, '')}${words}.` : ''
}
