const QUOTED_CHARS = 80

/** A user's value inside a message: quoted, on one line, of bounded length. Never for secrets. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > QUOTED_CHARS ? `${value.slice(0, QUOTED_CHARS)}…` : value)
}
