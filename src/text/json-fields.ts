export interface JsonField {
  readonly name: string
  /** Absent for what is neither string, number nor boolean. */
  readonly value?: string
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gu

/**
 * The fields of one JSON object, duplicates included, numbers as they were written: JSON.parse would keep
 * the last of two and turn `1.10` into 1.1. Undefined when the text isn't one JSON object.
 */
export function jsonFields(text: string): readonly JsonField[] | undefined {
  if (!isJsonObject(text)) return undefined
  const fields: JsonField[] = []
  let depth = 0
  let name: string | undefined
  for (const [token] of text.matchAll(TOKEN)) {
    const opens = token === '{' || token === '['
    if (depth === 1 && name === undefined && token.startsWith('"')) name = stringOf(token)
    else if (depth === 1 && name !== undefined && token !== ':' && token !== ',') {
      fields.push(opens ? { name } : fieldOf(name, token))
      name = undefined
    }
    if (opens) depth += 1
    else if (token === '}' || token === ']') depth -= 1
  }
  return fields
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

function fieldOf(name: string, token: string): JsonField {
  if (token === 'null') return { name }
  return { name, value: token.startsWith('"') ? stringOf(token) : token }
}

function stringOf(token: string): string {
  const value: unknown = JSON.parse(token)
  return typeof value === 'string' ? value : token
}
