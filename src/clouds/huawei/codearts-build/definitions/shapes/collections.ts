import { quotedWhole } from '../../../../../text/index.js'
import { type Shape, shown, type TextRule } from './shape.js'

/** A limit of this action's, for lists whose own limit is documented nowhere. */
const MOST_ITEMS = 100

export function list<T>(
  item: Shape<T>,
  description: string,
  most = MOST_ITEMS,
): Shape<readonly T[]> {
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
          complain(inner, `The name ${quotedWhole(name)} must be ${key.rule}.`)
        const one = value.read(inner, complain)
        if (one !== undefined) read.set(name, one)
      }
      return read
    },
  }
}
