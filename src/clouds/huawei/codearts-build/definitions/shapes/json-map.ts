import type { JsonObject } from '../../../../../text/index.js'
import type { Placed } from './placed.js'
import { type Shape, shown } from './shape.js'

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
