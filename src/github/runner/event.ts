import { readFileSync, statSync } from 'node:fs'

/** GitHub's own payloads end at 25 MB. */
const LARGEST_PAYLOAD_BYTES = 64 * 1024 * 1024

export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value behind a path of field names; undefined where anything on the way isn't an object. */
export function dig(value: unknown, ...path: readonly string[]): unknown {
  let here = value
  for (const name of path) {
    if (!isFields(here) || !Object.hasOwn(here, name)) return undefined
    here = here[name]
  }
  return here
}

/** The event's payload, or a line that says why it can't be read. */
export function readEvent(path: string): Fields | string {
  if (path === '') return 'GITHUB_EVENT_PATH is not set'
  try {
    const bytes = statSync(path).size
    if (bytes > LARGEST_PAYLOAD_BYTES) return `the file at GITHUB_EVENT_PATH has ${bytes} bytes`
    const payload: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isFields(payload) ? payload : 'the file at GITHUB_EVENT_PATH is not a JSON object'
  } catch (fault) {
    const unreadable = fault instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    return `the file at GITHUB_EVENT_PATH ${unreadable}`
  }
}
