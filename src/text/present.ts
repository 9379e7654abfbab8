type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The fields that have a value, for types in which an absent field is not an undefined one. */
export function present<T extends object>(fields: T): Present<T> {
  const kept: Present<T> = {}
  for (const key in fields) {
    const value = fields[key]
    if (isPresent(value)) kept[key] = value
  }
  return kept
}

function isPresent<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined
}
