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

/** No answer of a service comes near. Each level and each value takes far more memory than its few characters. */
const MOST_LEVELS = 100
const MOST_VALUES = 200_000

/** Whether a JSON text nests deeper, or holds more values, than anything that is meant to be read. */
export function isOverloaded(text: string): boolean {
  let [level, values] = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = stringEnd(text, at + 1)
        break
      case OPEN_BRACE:
      case OPEN_BRACKET:
        level += 1
        values += 1
        break
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        level -= 1
        break
      case COMMA:
        values += 1
        break
    }
    if (level > MOST_LEVELS || values > MOST_VALUES) return true
  }
  return false
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c]
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d]

/** The place of a string's closing quote: strings are passed over at once, whatever brackets they hold. */
function stringEnd(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let escapes = quote
    while (text.charCodeAt(escapes - 1) === BACKSLASH) escapes -= 1
    if ((quote - escapes) % 2 === 0) return quote
  }
  return text.length
}

/** The value that a JSON text holds; undefined for anything else. The parser's message quotes the text: never shown. */
export function parseJson(text: string): unknown {
  if (isOverloaded(text)) return undefined
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
