import { ActionError } from '../../core/index.js'
import type { LineReader, LogFormat, LogLines } from '../../log/index.js'
import type { Secrets } from '../../text/index.js'
import { FindingStore } from '../finding-store.js'
import type { Finding, Severity } from '../finding.js'
import { findingOf } from './matched-findings.js'
import { type Answer, MatcherThread, type States } from './matcher-thread.js'
import { foldersAt, LONGEST_LINE_UNITS, type PlainLines, PlainLinesReader } from './plain-lines.js'
import type { ProblemMatcher } from './problem-matcher.js'

/** Lines that wait for the thread; where more come, the slowest matcher is left out. UTF-16 units. */
const MOST_WAITING_UNITS = 32 * 1024 * 1024
/** How long the end waits for lines that aren't matched yet. */
const LONGEST_END_MS = 3_000
/** The same once the workflow is cancelled. */
const CANCELLED_END_MS = 200
export interface ProblemMatchingParts {
  readonly matchers: readonly ProblemMatcher[]
  readonly format: LogFormat
  readonly secrets: Secrets
  readonly cancel: AbortSignal
  readonly complain: (warning: ActionError) => void
}

/**
 * Runs problem matchers of the workflow over the log, in a thread of its own, so that a pattern that takes long holds up
 * neither the log nor a stop nor, for more than 3 s, the end.
 */
export class ProblemMatching implements LineReader {
  readonly #parts: ProblemMatchingParts
  readonly #store: FindingStore
  #matchers: readonly ProblemMatcher[]
  #states: States
  #spent: number[]
  #thread: MatcherThread | undefined
  readonly #lines: PlainLinesReader
  readonly #waiting: PlainLines[] = []
  #waitingUnits = 0
  #sent: PlainLines | undefined
  #front: string | undefined
  #idle: (() => void) | undefined

  constructor(parts: ProblemMatchingParts) {
    this.#parts = parts
    this.#store = new FindingStore(parts.secrets)
    this.#lines = new PlainLinesReader(parts.format)
    this.#matchers = parts.matchers
    this.#states = freshStates(parts.matchers)
    this.#spent = parts.matchers.map(() => 0)
  }

  take(lines: LogLines): Promise<void> {
    if (!lines.whole)
      this.#front ??= this.#parts.secrets.starredStart(lines.text, LONGEST_LINE_UNITS)
    else this.#add(this.#joined(lines.text))
    return Promise.resolve()
  }

  async end(rest: string): Promise<void> {
    if (rest !== '' || this.#front !== undefined) this.#add(this.#joined(`${rest}\n`))
    const isDone = await this.#done()
    this.#thread?.end()
    this.#thread = undefined
    if (!isDone && this.#matchers.length > 0) this.#complainOfRest()
    this.#matchers = []
  }

  /** In the log's order, errors first. */
  findings(): readonly Finding[] {
    return this.#store.all()
  }

  overflow(severity: Severity): number {
    return this.#store.overflow(severity)
  }

  #joined(text: string): string {
    if (this.#front === undefined) return text
    const line = this.#front
    this.#front = undefined
    return line + text.slice(Math.max(0, text.indexOf('\n')))
  }

  #add(text: string): void {
    if (this.#matchers.length === 0) return
    // The patterns' groups cut as well.
    const plain = this.#lines.read(this.#parts.secrets.starred(text))
    this.#waiting.push(plain)
    this.#waitingUnits += plain.text.length
    if (this.#waitingUnits > MOST_WAITING_UNITS) this.#leaveOutSlowest()
    this.#send()
  }

  #send(): void {
    if (this.#sent !== undefined || this.#matchers.length === 0) return
    this.#sent = this.#waiting.shift()
    if (this.#sent === undefined) {
      this.#idle?.()
      return
    }
    this.#waitingUnits -= this.#sent.text.length
    this.#thread ??= this.#begin()
    this.#thread.match(this.#sent.text, this.#states)
  }

  #begin(): MatcherThread {
    return new MatcherThread(
      this.#matchers,
      (answer) => {
        this.#read(answer)
      },
      (matcher) => {
        this.#leaveOut(matcher, tooSlow)
      },
      () => {
        this.#leaveOut(this.#slowest, notRun)
      },
    )
  }

  #read({ found, states, spent }: Answer): void {
    const lines = this.#sent
    this.#sent = undefined
    this.#states = states
    this.#spent = this.#spent.map((sum, index) => sum + (spent[index] ?? 0))
    for (const match of found) {
      const matcher = this.#matchers[match.matcher]
      const finding = matcher && findingOf(match, matcher)
      const folders = lines === undefined ? [] : foldersAt(lines, match.line)
      if (finding !== undefined) this.#store.add({ ...finding, folders })
    }
    this.#send()
  }

  get #slowest(): number {
    return this.#spent.indexOf(Math.max(...this.#spent))
  }

  #leaveOutSlowest(): void {
    this.#thread?.end()
    this.#leaveOut(this.#slowest, leftBehind)
  }

  /** The others go on with the same lines. */
  #leaveOut(index: number, message: (owner: string) => string): void {
    const owner = this.#matchers[index]?.owner ?? ''
    this.#parts.complain(
      new ActionError('bad-input', message(owner), {
        hint: 'Make its regular expression simpler, e.g. without one repetition inside another; what it found until then is shown.',
      }),
    )
    const others = (_: unknown, other: number) => other !== index
    this.#matchers = this.#matchers.filter(others)
    this.#states = this.#states.filter(others)
    this.#spent = this.#spent.filter(others)
    this.#thread = undefined
    if (this.#sent !== undefined) this.#waiting.unshift(this.#sent)
    this.#waitingUnits += this.#sent?.text.length ?? 0
    this.#sent = undefined
    if (this.#matchers.length === 0) this.#forget()
    this.#send()
  }

  #forget(): void {
    this.#waiting.length = 0
    this.#waitingUnits = 0
    this.#idle?.()
  }

  /** Whether all lines were matched within the time there is. */
  #done(): Promise<boolean> {
    const { cancel } = this.#parts
    const isIdle = () => this.#sent === undefined && this.#waiting.length === 0
    if (isIdle()) return Promise.resolve(true)
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(limit)
        cancel.removeEventListener('abort', hurry)
        resolve(isIdle())
      }
      let limit = setTimeout(settle, cancel.aborted ? CANCELLED_END_MS : LONGEST_END_MS)
      const hurry = () => {
        clearTimeout(limit)
        limit = setTimeout(settle, CANCELLED_END_MS)
      }
      cancel.addEventListener('abort', hurry)
      this.#idle = settle
    })
  }

  #complainOfRest(): void {
    this.#parts.complain(
      new ActionError(
        'bad-input',
        'The problem matchers had not read the whole log when it ended; the rest is left out.',
        { hint: 'Make their regular expressions simpler; what they found until then is shown.' },
      ),
    )
  }
}

const tooSlow = (owner: string) =>
  `Problem matcher ${owner} took more than 0.5 s on one line of the log, so it is left out.`
const leftBehind = (owner: string) =>
  `Problem matcher ${owner} is slower than the log comes, so it is left out.`
const notRun = (owner: string) => `Problem matcher ${owner} could not be run, so it is left out.`

function freshStates(matchers: readonly ProblemMatcher[]): States {
  return matchers.map(({ patterns }) => patterns.slice(1).map(() => null))
}
