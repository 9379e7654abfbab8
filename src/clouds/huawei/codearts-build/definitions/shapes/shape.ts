import { type JsonObject, quotedWhole } from '../../../../../text/index.js'
import type { Complain, Placed } from './placed.js'

/**
 * One form that a part of a definition may have. It reads and checks what a file holds, and has the same rule as a JSON
 * schema for editors: both are in one place, so that they can't differ.
 */
export interface Shape<T> {
  readonly schema: JsonObject
  /** The value, or undefined where `complain` got a problem. */
  read(node: Placed, complain: Complain): T | undefined
}

export interface TextRule {
  readonly pattern?: RegExp
  /** What stands after "it must be", e.g. `1 to 128 letters`. */
  readonly rule: string
  readonly description?: string
}

/** What stands there, on one line and short. */
export function shown(node: Placed): string {
  switch (node.kind) {
    case 'map':
      return 'This is a map'
    case 'list':
      return 'This is a list'
    case 'scalar':
      return node.value === null ? 'This is empty' : `This is ${quotedWhole(node.written)}`
  }
}

export function listed(words: readonly string[], last = 'or'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}
