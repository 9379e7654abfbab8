import { isList, isObject, type JsonObject } from '../../../../text/index.js'

/**
 * What a value means to the service, as text to compare: null, "", [] and {} mean nothing (undefined), numbers and
 * booleans equal their strings, and line ends don't count.
 */
export function meaning(value: unknown): string | undefined {
  const plain = normal(value)
  return plain === undefined ? undefined : JSON.stringify(plain)
}

export function sameMeaning(left: unknown, right: unknown): boolean {
  return meaning(left) === meaning(right)
}

function normal(value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'string') {
    // A literal block of YAML ends with a line end, a field of the console doesn't.
    const text = value.replaceAll('\r\n', '\n').replace(/\n$/, '')
    return text === '' ? undefined : text
  }
  if (isList(value))
    return value.length === 0 ? undefined : value.map((item) => normal(item) ?? null)
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!isObject(value)) return undefined
  const kept = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const inner = normal(value[key])
      return inner === undefined ? [] : [[key, inner] as const]
    })
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

/**
 * The wanted value laid over what is there: equal by meaning keeps what is there, objects keep what nobody named, lists
 * of one length are laid over each other item by item, and everything else is replaced.
 */
function laid(now: unknown, wanted: unknown): unknown {
  if (sameMeaning(now, wanted)) return now === undefined ? wanted : now
  if (isObject(now) && isObject(wanted)) return laidFields(now, wanted)
  if (isList(now) && isList(wanted) && now.length === wanted.length) {
    return wanted.map((item, index) => laid(now[index], item))
  }
  return wanted
}

export function laidFields(now: JsonObject, wanted: JsonObject): JsonObject {
  const fields = Object.entries(wanted).filter(
    ([name, value]) => !(sameMeaning(now[name], value) && !Object.hasOwn(now, name)),
  )
  return {
    ...now,
    ...Object.fromEntries(fields.map(([name, value]) => [name, laid(now[name], value)])),
  }
}

/** The paths at which two values differ by meaning, e.g. `task.steps[1].with.image`; at most so many. */
export function differingPaths(
  left: unknown,
  right: unknown,
  path = '',
  most = 50,
): readonly string[] {
  if (sameMeaning(left, right)) return []
  if (isObject(left) && isObject(right)) {
    const names = [...new Set([...Object.keys(left), ...Object.keys(right)])]
    return names
      .flatMap((name) =>
        differingPaths(left[name], right[name], path === '' ? name : `${path}.${name}`, most),
      )
      .slice(0, most)
  }
  if (isList(left) && isList(right) && left.length === right.length) {
    return left
      .flatMap((item, index) => differingPaths(item, right[index], `${path}[${index}]`, most))
      .slice(0, most)
  }
  return [path]
}
