import type { ActionError, Verdict } from '../../core/index.js'
import {
  LogScanner,
  MissingCommit,
  type ProblemMatcher,
  ProblemMatching,
} from '../../findings/index.js'
import type { LineReader, LogFormat, LogLines } from '../../log/index.js'
import type { Secrets } from '../../text/index.js'

export interface LogReadingParts {
  readonly format: LogFormat
  readonly secrets: Secrets
  readonly problemMatchers: readonly ProblemMatcher[]
  readonly cancel: AbortSignal
  readonly complain: (warning: ActionError) => void
  /** The commit that the run must find in its repository. */
  readonly commit?: string
}

/** Reads a run's log for the reasons of a failure. */
export class LogReading implements LineReader {
  /** The readers whose findings the results show. */
  readonly readers: { readonly scanner: LogScanner; readonly matching?: ProblemMatching }
  readonly #missing: MissingCommit | undefined

  constructor({ commit, problemMatchers: matchers, ...parts }: LogReadingParts) {
    const { format, secrets } = parts
    this.readers = {
      scanner: new LogScanner(format, secrets),
      ...(matchers.length > 0 && { matching: new ProblemMatching({ ...parts, matchers }) }),
    }
    this.#missing = commit === undefined ? undefined : new MissingCommit(commit)
  }

  async take(lines: LogLines): Promise<void> {
    const { scanner, matching } = this.readers
    await scanner.take(lines)
    await matching?.take(lines)
    await this.#missing?.write(lines.bytes)
  }

  async end(rest: string): Promise<void> {
    const { scanner, matching } = this.readers
    await scanner.end(rest)
    await matching?.end(rest)
    await this.#missing?.write(Buffer.from(rest))
  }

  /** Where the run failed because its repository lacks the commit, the verdict says what to do about the mirror. */
  explained(verdict: Verdict): Verdict {
    const missing = this.#missing
    if (verdict.status !== 'failed' || missing === undefined) return verdict
    if (!missing.noticed && !missing.isIn(verdict.facts?.reason ?? '')) return verdict
    return { ...verdict, error: missing.explanation }
  }
}
