import type { ByteNeedles } from './byte-needles.js'

export const STARS = '***'
const STAR_BYTES = Buffer.from(STARS)

/**
 * Stars secrets in a stream of bytes, also those that are split between chunks and those that are added meanwhile.
 * Holds back one byte less than the longest of them has, however long a line is.
 */
export class StarringStream {
  readonly #needles: ByteNeedles
  #held: Buffer = Buffer.alloc(0)
  /** How many of the held bytes belong to a secret whose stars were returned already; another secret may begin in them. */
  #covered = 0

  constructor(needles: ByteNeedles) {
    this.#needles = needles
  }

  /** The starred bytes that no later byte can change. */
  push(bytes: Uint8Array): Buffer {
    const data = this.#held.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#held, bytes])
    return this.#release(data, Math.max(0, data.length - Math.max(1, this.#needles.longest) + 1))
  }

  end(): Buffer {
    return this.#release(this.#held, this.#held.length)
  }

  /** Stars what begins before `safe`: from there on a secret might not have arrived in full. */
  #release(data: Buffer, safe: number): Buffer {
    const parts: Uint8Array[] = []
    let done = this.#covered
    for (const { from, to } of this.#needles.spansIn(data)) {
      if (from >= safe) break
      if (from >= done) parts.push(data.subarray(done, from), STAR_BYTES)
      done = Math.max(done, to)
    }
    if (done < safe) parts.push(data.subarray(done, safe))
    this.#held = Buffer.from(data.subarray(safe))
    this.#covered = Math.max(0, done - safe)
    return Buffer.concat(parts)
  }
}

/** The same for text that comes in parts. */
export class StarringText {
  readonly #stream: StarringStream
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })

  constructor(needles: ByteNeedles) {
    this.#stream = new StarringStream(needles)
  }

  push(text: string): string {
    return this.#decoder.decode(this.#stream.push(Buffer.from(text)), { stream: true })
  }

  end(): string {
    return this.#decoder.decode(this.#stream.end())
  }
}
