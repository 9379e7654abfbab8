const QUOTED_CHARS = 80

/** A value inside a message: quoted, on one line, of bounded length. It is cut, so it must be starred already. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > QUOTED_CHARS ? `${value.slice(0, QUOTED_CHARS)}…` : value)
}
