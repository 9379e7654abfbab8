const FIRST_BYTES = 16 * 1_024

/**
 * Memory that one page after the other is read into. Fresh memory for each would cost more time than all the rest
 * that is done to a page, and stay until the garbage collector looks.
 */
export class PageBuffer {
  #body = Buffer.alloc(0)
  /** Two, because the next page is read while the text of one is printed. */
  #texts: readonly [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)]
  #length = 0

  /** The body read so far. */
  get body(): Buffer {
    return this.#body.subarray(0, this.#length)
  }

  /** A buffer for the text inside the body, which is never longer. The text of the page before stays valid. */
  textBuffer(): Buffer {
    const [next, other] = this.#texts
    const large = next.length < this.#length ? Buffer.allocUnsafeSlow(this.#body.length) : next
    this.#texts = [other, large]
    return large
  }

  /** Begins a new body. */
  clear(): void {
    this.#length = 0
  }

  add(bytes: Uint8Array): void {
    const length = this.#length + bytes.length
    if (length > this.#body.length) {
      const larger = Buffer.allocUnsafeSlow(
        Math.max(FIRST_BYTES, 2 ** Math.ceil(Math.log2(length))),
      )
      larger.set(this.body)
      this.#body = larger
    }
    this.#body.set(bytes, this.#length)
    this.#length = length
  }
}
