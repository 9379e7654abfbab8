import { startOf } from './start-of.js'

const QUOTED_CHARS = 80

/** A value inside a message, starred already: quoted, on one line, of bounded length. */
export function quoted(starred: string): string {
  return JSON.stringify(
    starred.length > QUOTED_CHARS ? `${startOf(starred, QUOTED_CHARS)}…` : starred,
  )
}

/** The same for what can't be starred yet, e.g. `"main"` or `text of 300 characters`: it is quoted whole or not at all. */
export function quotedWhole(value: string): string {
  return value.length > QUOTED_CHARS ? `text of ${value.length} characters` : JSON.stringify(value)
}
