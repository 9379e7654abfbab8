/**
 * The beginning of a text, `most` UTF-16 units, with no character in half. Nothing else cuts text that leaves this process
 * (the lint rule `house/cuts`), and what is given here must be starred already, because no search finds half a secret.
 * A new caller needs a row in `__tests__/text/cuts.test.ts`.
 */
export function startOf(starred: string, most: number): string {
  return starred.slice(0, most).replace(/[\ud800-\udbff]$/, '')
}

/** The same, `most` bytes of UTF-8. */
export function startOfBytes(starred: string, most: number): string {
  const bytes = Buffer.from(starred)
  if (bytes.length <= most) return starred
  let end = most
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.subarray(0, end).toString()
}

/** A text of at most so many characters, its last one `…` where it was cut. Starred already, too. */
export function shortened(starred: string, most: number): string {
  const characters = Array.from(starred)
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : starred
}

/** The front of a text that is searched or compared and never shown: it may end in half a secret. */
export function frontOf(text: string, most: number): string {
  return text.slice(0, most)
}
