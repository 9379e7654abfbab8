import { decoded, type HttpAnswer, readInto } from '../../../http/index.js'
import { type PageAnswer, textApart } from './page-text.js'

const FIRST_BYTES = 16 * 1_024

/**
 * Reads the pages of a log, one after the other, into memory that it keeps. Fresh memory for each would cost more time
 * than all the rest that is done to a page, and stay until the garbage collector runs.
 */
export class PageReader {
  #body = Buffer.alloc(0)
  /** Two, because the next page is read while the text of one is printed. */
  #texts: readonly [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)]
  #length = 0

  /**
   * The page: its text, `result.<name>`, as bytes where that is possible, which are valid until two more pages were read;
   * else all of the body.
   */
  async read(answer: HttpAnswer, name: string): Promise<PageAnswer | string> {
    this.#length = 0
    await readInto(answer, {
      add: (bytes) => {
        this.#add(bytes)
      },
    })
    const body = this.#body.subarray(0, this.#length)
    return textApart(body, name, this.#textBuffer()) ?? decoded(body)
  }

  /** A buffer for the text inside the body, which is never longer. The text of the page before stays valid. */
  #textBuffer(): Buffer {
    const [next, other] = this.#texts
    const large = next.length < this.#length ? Buffer.allocUnsafeSlow(this.#body.length) : next
    this.#texts = [other, large]
    return large
  }

  #add(bytes: Uint8Array): void {
    const length = this.#length + bytes.length
    if (length > this.#body.length) {
      const larger = Buffer.allocUnsafeSlow(
        Math.max(FIRST_BYTES, 2 ** Math.ceil(Math.log2(length))),
      )
      larger.set(this.#body.subarray(0, this.#length))
      this.#body = larger
    }
    this.#body.set(bytes, this.#length)
    this.#length = length
  }
}
