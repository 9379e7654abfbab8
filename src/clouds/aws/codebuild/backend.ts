import {
  ActionError,
  type Backend,
  type LogChunk,
  type LogCursor,
  type RepeatableStart,
  type RunRef,
  type RunReport,
  type RunSnapshot,
  type RunTitle,
  type StartedRun,
  type Step,
} from '../../../core/index.js'
import { isFullCommitId, isList, type JsonObject } from '../../../text/index.js'
import type { AwsJsonClient } from '../protocol/index.js'
import { artifactsOf } from './artifacts.js'
import { BuildLog, type BuildLogOptions } from './build-log.js'
import { type BuildRecord, readBuild } from './build-record.js'
import { consoleUrl } from './console-url.js'
import { snapshotOf, stepsOf, unknownWord } from './snapshot.js'
import { requestText, type StartRequest } from './start-request.js'
import { isKnown } from './status-words.js'

export interface CodeBuildOptions extends BuildLogOptions {
  readonly client: AwsJsonClient
  /** On connections of its own: a stop must not wait for a call that hangs. */
  readonly stopClient: AwsJsonClient
  readonly region: string
  /** Called with the build's id as soon as it is known. */
  readonly started: (buildId: string) => void
}

export const CODEBUILD_WORDS = { run: 'build', runs: 'builds', owner: 'project' } as const

/** StartBuild may take longer to answer than a read. */
const START_ANSWER_MS = 30_000
/**
 * A token holds for five minutes (AWS CodeBuild API Reference, "StartBuild", idempotencyToken); the last repetition must
 * have arrived by then.
 */
const TOKEN_MS = 285_000
/** CloudWatch Logs may show the last lines of a build seconds after its end. */
const LATE_LOG_MS = 20_000

/** AWS CodeBuild, where one build of a project can be started, watched and stopped. */
export class CodeBuildBackend implements Backend {
  readonly words = CODEBUILD_WORDS
  readonly lateLogMs = LATE_LOG_MS
  readonly repeatableStart: RepeatableStart
  readonly #options: CodeBuildOptions
  readonly #request: StartRequest
  readonly #log: BuildLog
  readonly #warned = new Set<string>()
  #seen: BuildRecord | undefined

  constructor(options: CodeBuildOptions, request: StartRequest) {
    this.#options = options
    this.#request = request
    this.#log = new BuildLog(options)
    this.repeatableStart = { forMs: TOKEN_MS, request: requestText(request) }
  }

  async start(signal: AbortSignal): Promise<StartedRun> {
    const { client, started } = this.#options
    const call = { operation: 'StartBuild', body: this.#request.body, reads: false }
    const answer = await client.call({ ...call, answerWithinMs: START_ANSWER_MS }, signal)
    const record = readBuild('StartBuild', answer, answer['build'])
    started(record.id)
    return this.#startedRun(record)
  }

  titleOf({ id, number, url }: RunRef): RunTitle {
    return {
      name: number === undefined ? `build ${String(id)}` : `build #${number}`,
      ...(typeof url === 'string' && { url }),
    }
  }

  async snapshot(ref: RunRef, signal: AbortSignal): Promise<RunSnapshot> {
    const id = String(ref['id'])
    const call = { operation: 'BatchGetBuilds', body: { ids: [id] }, reads: true }
    const record = foundBuild(await this.#options.client.call(call, signal), id)
    this.#seen = record
    if (!record.ended) this.#warnOfUnknownWord(record.status)
    return snapshotOf(record)
  }

  log(
    _ref: RunRef,
    cursor: LogCursor | undefined,
    ended: boolean,
    signal: AbortSignal,
  ): AsyncIterable<LogChunk> {
    return this.#log.follow(this.#seen, cursor, ended, signal)
  }

  /** A build that had ended is answered with 200 and its own end (AWS CodeBuild User Guide, "Stop a build"). */
  async stop(ref: RunRef, signal: AbortSignal): Promise<'stopping' | 'already-ended'> {
    const call = { operation: 'StopBuild', body: { id: String(ref['id']) }, reads: false }
    const answer = await this.#options.stopClient.call(call, signal)
    const { status } = readBuild('StopBuild', answer, answer['build'])
    return status === 'STOPPED' || status === 'IN_PROGRESS' ? 'stopping' : 'already-ended'
  }

  steps(): Promise<readonly Step[]> {
    return Promise.resolve(this.#seen === undefined ? [] : stepsOf(this.#seen))
  }

  /** The record of the end has all of it: no more calls. */
  report(): Promise<RunReport> {
    const record = this.#seen
    if (record === undefined) return Promise.resolve({ steps: [], artifacts: [] })
    return Promise.resolve({
      steps: stepsOf(record),
      stepsCoverQueue: true,
      artifacts: artifactsOf(record),
    })
  }

  #startedRun({ id, arn, number }: BuildRecord): StartedRun {
    const url = consoleUrl(this.#options.region, arn)
    const { sourceVersion } = this.#request.body
    const commit = typeof sourceVersion === 'string' && isFullCommitId(sourceVersion)
    const ref = { id, ...(number !== undefined && { number }), ...(url !== undefined && { url }) }
    return {
      ref,
      ...this.titleOf(ref),
      number: number === undefined ? '' : String(number),
      ...(commit && { commit: sourceVersion.toLowerCase() }),
    }
  }

  /** One warning for each word that no document names. */
  #warnOfUnknownWord(word: string): void {
    if (isKnown(word) || this.#warned.has(word)) return
    this.#warned.add(word)
    this.#options.warn(unknownWord(word))
  }
}

function foundBuild(answer: JsonObject, id: string): BuildRecord {
  const [build] = isList(answer['builds']) ? answer['builds'] : []
  if (build !== undefined) return readBuild('BatchGetBuilds', answer, build)
  throw new ActionError('not-found', `BatchGetBuilds: there is no build ${id}`, {
    hint: 'Right after a start this passes by itself; else check region and account.',
    transient: true,
  })
}
