import type { Writable } from 'node:stream'
import { Secrets } from '../../text/index.js'
import { consoleLines, flattened, inertPhrase } from './inert-text.js'

export type Annotation = 'error' | 'warning' | 'notice'

/** The runner cuts an annotation at 4,096 characters. */
const LONGEST_ANNOTATION_UNITS = 3_000
const LONGEST_PHRASE_UNITS = 1_000

/**
 * The step's output, which ends after each call at the start of a line: that keeps our own lines out of the
 * build's. Honours backpressure where waiting is possible, and prints nothing more when nobody reads any more.
 */
export class Console {
  readonly #out: Writable
  readonly #now: () => number
  /** What our own lines must not show, whoever's words they quote. */
  readonly secrets: Secrets
  #closed = false
  #lastWriteAt: number
  #closeGroup = (): string => ''
  readonly #waits = new Set<() => void>()
  #mostWaitMs: number | undefined
  #giveUp: NodeJS.Timeout | undefined

  constructor(out: Writable, now: () => number, secrets = new Secrets()) {
    this.#out = out
    this.#now = now
    this.secrets = secrets
    this.#lastWriteAt = now()
    // A reader that leaves (EPIPE) must not end the supervision of the build.
    out.on('error', () => (this.#closed = true))
  }

  /** Milliseconds of the clock: when something was last printed. */
  get lastWriteAt(): number {
    return this.#lastWriteAt
  }

  /** From now on a reader that takes nothing for so long is not waited for any more, and nothing more is printed. */
  waitAtMost(ms: number): void {
    this.#mostWaitMs = ms
    this.#watchReader()
  }

  /** Waits for the reader, as long as it reads. */
  async #waiting(begin: (resolve: () => void) => void): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#waits.add(resolve)
      this.#watchReader()
      begin(() => {
        this.#waits.delete(resolve)
        clearTimeout(this.#giveUp)
        this.#giveUp = undefined
        this.#watchReader()
        resolve()
      })
    })
  }

  #watchReader(): void {
    if (this.#mostWaitMs === undefined || this.#waits.size === 0) return
    this.#giveUp ??= setTimeout(() => {
      this.#closed = true
      for (const resolve of this.#waits) resolve()
      this.#waits.clear()
    }, this.#mostWaitMs)
  }

  /** Before a line of ours, the command that `close` gives ends the log's open group: there it would be folded away. */
  closesGroupBy(close: () => string): void {
    this.#closeGroup = close
  }

  /** Prints whole lines that are inert already; resolves when more may come and their memory may be used again. */
  async print(lines: string | Uint8Array): Promise<void> {
    if (typeof lines !== 'string') {
      await this.#sendBytes(lines)
      return
    }
    if (this.#send(lines)) return
    await this.#waiting((resolve) => {
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
    const flat = this.secrets.starredThrough(text, (words) => words.replace(/[\r\n]+/g, ' '))
    this.#sendOwn(consoleLines(flat, this.secrets).join('\n') + '\n')
  }

  /** An annotation of one line, which shows in the log as well. */
  annotate(kind: Annotation, text: string): void {
    this.#sendOwn(`::${kind}::${escaped(this.phrase(text, LONGEST_ANNOTATION_UNITS))}\n`)
  }

  /** Shown in debug runs only. */
  debug(text: string): void {
    this.#send(`::debug::${escaped(this.phrase(text, LONGEST_ANNOTATION_UNITS))}\n`)
  }

  /** Remote text for the middle of a line of ours: starred first, then inert, on one line and of bounded length. */
  phrase(remote: string, longest = LONGEST_PHRASE_UNITS): string {
    return inertPhrase(this.secrets.starredThrough(remote, flattened), longest)
  }

  #sendOwn(text: string): void {
    this.#send(this.#closeGroup() + text)
  }

  /** Resolves once the bytes are written, or never will be. */
  async #sendBytes(bytes: Uint8Array): Promise<void> {
    if (this.#isOver) return
    this.#lastWriteAt = this.#now()
    await this.#waiting((resolve) => this.#out.write(bytes, () => resolve()))
  }

  /** Whether more may be sent at once. */
  #send(text: string): boolean {
    if (this.#isOver) return true
    this.#lastWriteAt = this.#now()
    return this.#out.write(text)
  }

  /** Whether nobody reads any more. */
  get #isOver(): boolean {
    return this.#closed || this.#out.destroyed || this.#out.writableEnded
  }
}

/** The data of a workflow command, as the runner unescapes it. */
export function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
