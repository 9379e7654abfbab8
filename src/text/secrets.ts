import { ByteNeedles } from './byte-needles.js'
import { SHORTEST_SECRET, starredForms } from './secret-forms.js'
import { frontOf, startOf } from './start-of.js'
import { STARS, StarringStream, StarringText } from './starring-stream.js'

/** A signature of a request serves for 15 minutes; a run sends fewer requests than this in that time. */
const MOST_EXACT = 1_000
/** What a gateway may quote of a request that it refused, or of the signature that it expected. */
const SIGNATURE = /(Signature=)[0-9a-f]{32,}/gi

/**
 * Every secret of this run, from the inputs, the environment and each sign-in, renewed ones too: nothing that we write
 * may show one. A secret that is added later counts at once, also for streams that are open. Text must be starred before
 * it is cut: no search finds half a secret.
 */
export class Secrets {
  readonly #needles = new ByteNeedles()
  readonly #added = new Set<string>()
  readonly #exact: string[] = []

  /** A secret, in all the forms that tools write it in. Too short to hide: ignored. */
  add(secret: string): void {
    if (secret.trim().length < SHORTEST_SECRET || this.#added.has(secret)) return
    this.#added.add(secret)
    for (const form of starredForms(secret)) this.#needles.add(form)
  }

  /** What is secret for a while and is written in one form only, such as a request's signature. */
  addExact(secret: string): void {
    if (secret.length < SHORTEST_SECRET || this.#added.has(secret)) return
    this.#needles.add(secret)
    this.#exact.push(secret)
    const oldest = this.#exact.length > MOST_EXACT ? this.#exact.shift() : undefined
    if (oldest !== undefined) this.#needles.remove(oldest)
  }

  /** The text with stars in place of every secret; secrets that overlap become stars together. */
  starred(text: string): string {
    return withoutSignature(this.#starred(text, text.length + 1))
  }

  /** The text after a change that may make a secret of what was none, or hide one: starred before it and after it. */
  starredThrough(text: string, change: (text: string) => string): string {
    return this.starred(change(this.starred(text)))
  }

  /** The beginning of a text, `most` UTF-16 units, starred before it is cut. */
  starredStart(text: string, most: number): string {
    // A UTF-16 unit is no more than a UTF-8 byte, so what begins within `most` units ends within this.
    const seen = frontOf(text, most + this.#needles.longest)
    const safe = seen.length < text.length ? most : seen.length + 1
    return startOf(withoutSignature(this.#starred(seen, safe)), most)
  }

  /** For a file that is written as it comes. */
  stream(): StarringStream {
    return new StarringStream(this.#needles)
  }

  /** For a line that has no end yet. */
  textStream(): StarringText {
    return new StarringText(this.#needles)
  }

  /** Stars the secrets that begin before the unit `safe`; if the text goes on after it, the rest is dropped. */
  #starred(text: string, safe: number): string {
    const isCut = safe <= text.length
    const bytes = Buffer.from(text)
    const spans = this.#needles.spansIn(bytes)
    const end = isCut ? Buffer.byteLength(text.slice(0, safe)) : bytes.length
    if (spans.length === 0) return isCut ? text.slice(0, safe) : text
    const parts: string[] = []
    let done = 0
    for (const { from, to } of spans) {
      if (from >= end) break
      parts.push(bytes.toString('utf8', done, from), STARS)
      done = to
    }
    if (done < end) parts.push(bytes.toString('utf8', done, end))
    return parts.join('')
  }
}

function withoutSignature(text: string): string {
  return text.includes('=') ? text.replace(SIGNATURE, `$1${STARS}`) : text
}
