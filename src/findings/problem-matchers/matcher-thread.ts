import { Worker } from 'node:worker_threads'
import { isList, isObject } from '../../text/index.js'
import type { ProblemMatcher } from './problem-matcher.js'
import { flagsOf } from './read-matchers.js'
import { WORKER_PROGRAM } from './worker-program.js'

/** How long a matcher may take over one line. */
const LONGEST_LOOK_MS = 500
const WATCH_MS = 50
const NUMBERS = 2

/** For each matcher and each of its patterns but the last: what an earlier line had, or null. */
export type States = readonly unknown[]

/** The parts of one message, and the matcher that found it. */
export interface Match {
  readonly matcher: number
  /** Of the text that was sent, from 0: the line that completes the message. */
  readonly line: number
  readonly parts: Readonly<Record<string, string>>
}

export interface Answer {
  readonly found: readonly Match[]
  readonly states: States
  /** Milliseconds, for each matcher. */
  readonly spent: readonly number[]
}

/** A thread that matches lines: a pattern that never ends can be ended with it. */
export class MatcherThread {
  readonly #worker: Worker
  readonly #progress: Int32Array
  readonly #onSlow: (matcher: number) => void
  #watch: NodeJS.Timeout | undefined

  /** `onSlow` is called with the matcher that took too long over one line; the thread is of no use then. */
  constructor(
    matchers: readonly ProblemMatcher[],
    onAnswer: (answer: Answer) => void,
    onSlow: (matcher: number) => void,
    onError: () => void,
  ) {
    const progress = new SharedArrayBuffer(NUMBERS * Int32Array.BYTES_PER_ELEMENT)
    this.#progress = new Int32Array(progress)
    // None looks at a line before the thread has begun, which takes its time on a busy machine.
    Atomics.store(this.#progress, 1, -1)
    this.#onSlow = onSlow
    const given = matchers.map(({ patterns }) => ({
      patterns: patterns.map((pattern) => ({ ...pattern, flags: flagsOf(pattern.regexp) })),
    }))
    // The patterns come from a file of the workspace, so the thread gets nothing of this process's environment or options.
    this.#worker = new Worker(WORKER_PROGRAM, {
      eval: true,
      env: {},
      execArgv: [],
      workerData: { matchers: given, progress },
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    })
    this.#worker.unref()
    this.#worker.on('message', (message: unknown) => {
      this.#rest()
      if (isAnswer(message)) onAnswer(message)
    })
    this.#worker.on('error', () => {
      this.#rest()
      onError()
    })
  }

  match(text: string, states: States): void {
    this.#worker.postMessage({ text, states })
    let seen = Atomics.load(this.#progress, 0)
    let since = performance.now()
    this.#watch = setInterval(() => {
      const [now, matcher] = [Atomics.load(this.#progress, 0), Atomics.load(this.#progress, 1)]
      if (now !== seen || matcher < 0) {
        seen = now
        since = performance.now()
      } else if (performance.now() - since > LONGEST_LOOK_MS) {
        this.end()
        this.#onSlow(matcher)
      }
    }, WATCH_MS).unref()
  }

  end(): void {
    this.#rest()
    this.#worker.removeAllListeners()
    // Whatever it does: a regular expression is interrupted, too.
    void this.#worker.terminate()
  }

  #rest(): void {
    clearInterval(this.#watch)
  }
}

function isAnswer(message: unknown): message is Answer {
  return (
    isObject(message) &&
    isList(message['found']) &&
    isList(message['states']) &&
    isList(message['spent'])
  )
}
