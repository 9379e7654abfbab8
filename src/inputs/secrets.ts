import { SECRET_INPUTS, SECRET_VARIABLES } from './input-table.js'
import type { InputSheet } from './input-sheet.js'
import type { BuildParameter } from '../config.js'
import { Secret } from '../core/secret.js'

/** Under this length a value can't be hidden: starring it would star the whole log. UTF-16 units. */
export const SHORTEST_SECRET = 3

const SHORTEST_ENCODED = 6

/** The value itself and each line of it that holds anything: masks work line by line. */
export function maskedForms(value: string): readonly string[] {
  if (value === '') return []
  const lines = value.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  return [...new Set([value, ...lines, ...lines.map((line) => line.trim())])]
}

/** Every secret the workflow gave us, by input, environment or parameter. */
export function secretValues(
  sheet: InputSheet,
  parameters: readonly BuildParameter[],
): readonly string[] {
  return [
    ...SECRET_INPUTS.map((name) => sheet.text(name)),
    ...SECRET_VARIABLES.map((name) => sheet.variable(name)),
    ...parameters.filter(isHideable).map(({ value }) => value),
  ].filter((value) => value.trim() !== '')
}

/** A shorter one is refused, and must not star the rest of the job's log on the way. */
function isHideable({ secret, value }: BuildParameter): boolean {
  return secret && value.length >= SHORTEST_SECRET
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
