/** Guards for JSON that somebody else wrote. */

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

/** The value at a path of field names; undefined where anything on the way isn't an object. Own fields only. */
export function dig(value: unknown, ...path: readonly string[]): unknown {
  let here = value
  for (const name of path) {
    if (!isObject(here) || !Object.hasOwn(here, name)) return undefined
    here = here[name]
  }
  return here
}

/** The value that a JSON text holds; undefined for anything else. The parser's message quotes the text: never shown. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** The object that a JSON text holds, else an empty one. */
export function jsonObject(text: string): JsonObject {
  const value = parseJson(text)
  return isObject(value) ? value : {}
}
