import { Secret } from '../core/index.js'

/** Under this length a value can't be hidden: starring it would star the whole log. UTF-16 units. */
export const SHORTEST_SECRET = 3

const SHORTEST_ENCODED = 6

/** The value itself and each line of it that holds anything: masks work line by line. */
export function maskedForms(value: string): readonly string[] {
  if (value === '') return []
  const lines = value.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  return [...new Set([value, ...lines, ...lines.map((line) => line.trim())])]
}

/**
 * What we star ourselves, longest first, so that a part never hides where the whole began. Lines of a secret
 * that are too short to hide (`}` of a key file) give nothing away, and are left alone.
 */
export function starredForms(values: readonly string[]): readonly Secret[] {
  const plain = values.flatMap(maskedForms).filter((form) => form.length >= SHORTEST_SECRET)
  const forms = new Set([...plain, ...plain.flatMap(encodedForms)])
  return [...forms].sort((a, b) => b.length - a.length).map((form) => new Secret(form))
}

/** The ways tools write a secret into addresses and headers; of short ones they would star the innocent too. */
function encodedForms(value: string): readonly string[] {
  if (value.length < SHORTEST_ENCODED) return []
  return [encodeURIComponent(Buffer.from(value).toString()), Buffer.from(value).toString('base64')]
}
