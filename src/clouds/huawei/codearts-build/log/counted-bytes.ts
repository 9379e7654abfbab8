/** Passes bytes on and counts them. */
export class CountedBytes implements AsyncIterable<Uint8Array> {
  readonly #bytes: AsyncIterable<Uint8Array>
  readonly #counted: (bytes: number) => void
  #size = 0

  constructor(bytes: AsyncIterable<Uint8Array>, counted: (bytes: number) => void) {
    this.#bytes = bytes
    this.#counted = counted
  }

  get size(): number {
    return this.#size
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of this.#bytes) {
      this.#size += chunk.length
      this.#counted(chunk.length)
      yield chunk
    }
  }
}
