import { type LineReader, type LogFormat, type LogLines, StepTails } from '../log/index.js'
import type { Secrets } from '../text/index.js'
import { Detector } from './detector.js'
import { FindingStore } from './finding-store.js'
import type { Finding, Severity } from './finding.js'

/** Of a line that is too long to be held. UTF-16 units. */
const FRONT_UNITS = 2_000

/** Keeps what a log holds about a failure: the last lines of each step, and what compilers and tests found. */
export class LogScanner implements LineReader {
  readonly #detector: Detector
  readonly #findings: FindingStore
  readonly #secrets: Secrets
  readonly #tails: StepTails
  /** The front of an endless line that goes on. */
  #front: string | undefined

  /** What it keeps of a line is starred before it is cut. */
  constructor(format: LogFormat, secrets: Secrets) {
    this.#detector = new Detector(format, secrets)
    this.#findings = new FindingStore(secrets)
    this.#secrets = secrets
    this.#tails = new StepTails(format, secrets)
  }

  take(lines: LogLines): Promise<void> {
    if (!lines.whole) this.#front ??= this.#secrets.starredStart(lines.text, FRONT_UNITS)
    else this.#read(this.#joined(lines.text))
    return Promise.resolve()
  }

  end(rest: string): Promise<void> {
    if (rest !== '' || this.#front !== undefined) this.#read(this.#joined(`${rest}\n`))
    this.#add(this.#detector.end())
    return Promise.resolve()
  }

  /** Errors before warnings, each in the log's order, without repetitions. */
  findings(): readonly Finding[] {
    return this.#findings.all()
  }

  /** How many there were beyond those that `findings` keeps. */
  overflow(severity: Severity): number {
    return this.#findings.overflow(severity)
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
    this.#add(this.#detector.read(text))
  }

  #add(findings: readonly Finding[]): void {
    for (const finding of findings) this.#findings.add(finding)
  }
}
