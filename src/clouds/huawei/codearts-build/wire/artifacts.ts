import { field, textOf, unwrapped } from '../../gateway/index.js'
import type { Artifact } from '../../../../core/index.js'
import { isList, isObject } from '../../../../text/index.js'

/** `output-info`: what the build published. A product that is listed twice counts once. */
export function readArtifacts(answer: unknown): readonly Artifact[] {
  const result = unwrapped(answer)
  if (result === undefined) return []
  const found = [
    ...entries(field(result, 'package_infos')).map((entry) => artifact(entry, 'package')),
    ...entries({ '': field(result, 'package_info') }).map((entry) => artifact(entry, 'package')),
    ...entries(field(result, 'image_infos')).map((entry) => artifact(entry, 'image')),
  ]
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()]
}

type Entry = readonly [key: string, product: Readonly<Record<string, unknown>>]

/** The reference has maps; a list is read too. */
function entries(value: unknown): readonly Entry[] {
  const pairs = isList(value)
    ? value.map((product) => ['', product] as const)
    : isObject(value)
      ? Object.entries(value)
      : []
  return pairs.flatMap(([key, product]) => (isObject(product) ? [[key, product] as const] : []))
}

function artifact([key, product]: Entry, kind: Artifact['kind']): Artifact {
  return {
    name: textOf(product, 'name') ?? key,
    version: textOf(product, 'version') ?? '',
    type: textOf(product, 'package_type') ?? textOf(product, 'type') ?? '',
    uri: textOf(product, 'uri') ?? '',
    kind,
  }
}
