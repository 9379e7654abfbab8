import { quotedWhole } from '../../../../../text/index.js'

/** A place in a file; both count from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** A value of a definition with its path, e.g. `task.steps[1].module`, and the place of its key. */
export type Placed = PlacedScalar | PlacedMap | PlacedList

interface Located {
  readonly path: string
  readonly place: Place
}

export interface PlacedScalar extends Located {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  /** A plain scalar as it was written, so that `1.10` and a number beyond 2^53 stay what they are. */
  readonly written: string
}

export interface PlacedMap extends Located {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, Placed>
}

export interface PlacedList extends Located {
  readonly kind: 'list'
  readonly items: readonly Placed[]
}

/** One mistake in a file. The message quotes no value of a secret. */
export interface Problem {
  readonly place: Place
  /** Empty for the file as a whole. */
  readonly path: string
  readonly message: string
}

/** Collects problems, so that all of them are listed at once. */
export type Complain = (at: Pick<Placed, 'path' | 'place'>, message: string) => void

/** The path of a key. A key that isn't a plain word is quoted, and a long one is left out. */
export function pathOf(parent: string, key: string): string {
  const name = /^[\p{L}\p{N}_$-]{1,128}$/u.test(key) ? key : quotedWhole(key)
  return parent === '' ? name : `${parent}.${name}`
}
