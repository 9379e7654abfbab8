import type { LogSink } from '../../core/ports.js'
import { blockEnd, LineCutter } from '../line-cutter.js'
import { Detector } from './detector.js'
import type { Finding, Severity } from './finding.js'
import { FindingStore } from './finding-store.js'
import { StepTails } from './step-tails.js'

/** Strings of this size live where memory is used again at once; larger ones cost fresh pages each. */
const BLOCK_BYTES = 32 * 1024
/** Of a line that is too long to be held. UTF-16 units. */
const FRONT_UNITS = 2_000

/** What the log has to say about a failure: the last lines of each step, and what compilers and tests found. */
export class LogScanner implements LogSink {
  readonly #cutter = new LineCutter()
  readonly #detector = new Detector()
  readonly #findings = new FindingStore()
  readonly #tails = new StepTails()
  /** The front of an endless line that goes on. */
  #front: string | undefined

  write(bytes: Uint8Array): Promise<void> {
    for (let from = 0, to = 0; from < bytes.length; from = to) {
      to = blockEnd(bytes, from, BLOCK_BYTES)
      for (const { text, whole } of this.#cutter.cut(bytes.subarray(from, to))) {
        if (whole) this.#read(this.#joined(text))
        else this.#front ??= text.slice(0, FRONT_UNITS)
      }
    }
    return Promise.resolve()
  }

  /** Reads an unfinished last line. Call it once, when the log is over. */
  close(): void {
    const rest = this.#cutter.rest()
    if (rest !== '' || this.#front !== undefined) this.#read(this.#joined(`${rest}\n`))
    for (const finding of this.#detector.end()) this.#findings.add(finding)
  }

  /** Errors before warnings, each in the log's order, without repetitions. */
  findings(): readonly Finding[] {
    return this.#findings.all()
  }

  /** How many there were; more than `findings` keeps. */
  count(severity: Severity): number {
    return this.#findings.count(severity)
  }

  /** The last 40 lines of a step, without stamps and colours; of the last step that printed, where it is unknown. */
  tail(step?: string): readonly string[] {
    return this.#tails.of(step)
  }

  #joined(text: string): string {
    if (this.#front === undefined) return text
    const line = this.#front
    this.#front = undefined
    return line + text.slice(Math.max(0, text.indexOf('\n')))
  }

  #read(text: string): void {
    this.#tails.take(text)
    for (const finding of this.#detector.read(text)) this.#findings.add(finding)
  }
}
