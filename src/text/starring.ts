import type { Secret } from '../core/index.js'

export const STARS = '***'

/** Text for outputs and files, where the runner masks nothing. `secrets` come longest first. */
export function starred(text: string, secrets: readonly Secret[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret.reveal(), STARS), text)
}

const STAR_BYTES = Buffer.from(STARS)

/**
 * Stars secrets in a stream of bytes, also those that are split between chunks. Holds back one byte less
 * than the longest secret has, however long a line is.
 */
export class StarringStream {
  readonly #needles: readonly Buffer[]
  readonly #longest: number
  #held: Buffer = Buffer.alloc(0)

  constructor(secrets: readonly Secret[]) {
    this.#needles = secrets
      .map((secret) => Buffer.from(secret.reveal()))
      .filter((needle) => needle.length > 0)
      .sort((a, b) => b.length - a.length)
    this.#longest = this.#needles[0]?.length ?? 1
  }

  /** What can be given away of all bytes so far. */
  push(bytes: Uint8Array): Uint8Array {
    const data = this.#held.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#held, bytes])
    return this.#release(data, Math.max(0, data.length - this.#longest + 1))
  }

  end(): Uint8Array {
    return this.#release(this.#held, this.#held.length)
  }

  /** Stars what begins before `safe`: from there on a longer secret might not have arrived in full. */
  #release(data: Buffer, safe: number): Uint8Array {
    const parts: Uint8Array[] = []
    const next = this.#needles.map((needle) => data.indexOf(needle))
    let from = 0
    for (;;) {
      const hit = earliest(next)
      const at = next[hit] ?? -1
      const needle = this.#needles[hit]
      if (needle === undefined || at < 0 || at >= safe) break
      parts.push(data.subarray(from, at), STAR_BYTES)
      from = at + needle.length
      for (const [index, each] of this.#needles.entries()) {
        const found = next[index] ?? -1
        if (found >= 0 && found < from) next[index] = data.indexOf(each, from)
      }
    }
    const end = Math.max(from, safe)
    this.#held = Buffer.from(data.subarray(end))
    parts.push(data.subarray(from, end))
    return Buffer.concat(parts)
  }
}

/** The index of the smallest position; of equal ones the first, which belongs to the longest secret. */
function earliest(positions: readonly number[]): number {
  let best = -1
  for (const [index, position] of positions.entries()) {
    const bestPosition = positions[best]
    if (position >= 0 && (bestPosition === undefined || position < bestPosition)) best = index
  }
  return best
}
