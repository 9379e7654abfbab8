import type { Writable } from 'node:stream'
import { consoleLines, inertPhrase } from './inert-text.js'

export type Annotation = 'error' | 'warning' | 'notice'

/** The runner cuts an annotation at 4,096 characters. */
const LONGEST_ANNOTATION_UNITS = 3_000

/**
 * The step's output, which ends after each call at the start of a line: that keeps our own lines out of the
 * build's. Honours backpressure where waiting is possible, and goes quiet when nobody reads any more.
 */
export class Console {
  readonly #out: Writable
  readonly #now: () => number
  #closed = false
  #lastWriteAt: number

  constructor(out: Writable, now: () => number) {
    this.#out = out
    this.#now = now
    this.#lastWriteAt = now()
    // A reader that leaves (EPIPE) must not end the supervision of the build.
    out.on('error', () => (this.#closed = true))
  }

  /** Milliseconds of the clock: when something was last printed. */
  get lastWriteAt(): number {
    return this.#lastWriteAt
  }

  /** Prints whole lines that are inert already; resolves when more may come. */
  async print(lines: string): Promise<void> {
    if (this.#send(lines)) return
    await new Promise<void>((resolve) => {
      const events = ['drain', 'error', 'close'] as const
      const done = () => {
        for (const event of events) this.#out.off(event, done)
        resolve()
      }
      for (const event of events) this.#out.on(event, done)
    })
  }

  /** One line of ours; whatever remote text it quotes becomes inert. */
  line(text: string): void {
    const flat = text.replace(/[\r\n]+/g, ' ')
    this.#send(consoleLines(flat).join('\n') + '\n')
  }

  /** An annotation of one line, which shows in the log as well. */
  annotate(kind: Annotation, text: string): void {
    this.#send(`::${kind}::${escaped(inertPhrase(text, LONGEST_ANNOTATION_UNITS))}\n`)
  }

  /** Shown in debug runs only. */
  debug(text: string): void {
    this.#send(`::debug::${escaped(inertPhrase(text, LONGEST_ANNOTATION_UNITS))}\n`)
  }

  /** Whether more may be sent at once. */
  #send(text: string): boolean {
    if (this.#closed || this.#out.destroyed || this.#out.writableEnded) return true
    this.#lastWriteAt = this.#now()
    return this.#out.write(text)
  }
}

/** The data of a workflow command, as the runner unescapes it. */
export function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
