import type { BuildParameter, ServiceConfig, SourceConfig } from '../../../config.js'
import type { ActionError } from '../../../core/errors.js'
import type { Backend, StepSource } from '../../../core/ports.js'
import type {
  Candidate,
  LogChunk,
  LogCursor,
  RunRef,
  RunSnapshot,
  StartedRun,
  Step,
} from '../../../core/run.js'
import type { Transport } from '../../../http/messages.js'
import { BuildApi } from './api/build-api.js'
import { refOf, runOf } from './api/build-run.js'
import type { BuildRun } from './api/build-run.js'
import { Dialects } from '../gateway/api-versions.js'
import { ServiceClient } from '../gateway/service-client.js'
import { startBuild } from './api/start-call.js'
import type { StartedBuild } from './api/start-call.js'
import { stopBuild } from './api/stop-call.js'
import { consoleUrl } from './console-url.js'
import { type BuildExtras, type ExtrasWish, readExtras } from './extras.js'
import { findStarted } from './find-started.js'
import { BuildLog } from './log/build-log.js'
import { LogCalls } from './log/log-calls.js'
import { readReport, readSteps } from './report.js'
import type { BuildReport } from './report.js'
import { isMissing, snapshotOf, snapshotWithoutRecord, unknownWord } from './snapshot.js'
import type { RecordInfo } from './wire/record-info.js'
import { usualDuration } from './usual-duration.js'
import { meaningOf } from './wire/status-words.js'

export interface CodeArtsBuildOptions {
  /** Already signs requests in. */
  readonly transport: Transport
  /** The same, on a connection of its own: a stop must not wait behind what hangs. */
  readonly stopTransport: Transport
  readonly service: ServiceConfig
  readonly jobId: string
  readonly source: SourceConfig
  readonly parameters: readonly BuildParameter[]
  readonly logLevel: 'INFO' | 'DEBUG'
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly debug: (line: string) => void
  readonly warn: (warning: ActionError) => void
}

export interface CodeArtsBuildBackend extends Backend, StepSource {
  /** Steps and artifacts of a build; never fails but by its signal. */
  readReport(run: RunRef, signal: AbortSignal): Promise<BuildReport>
  /** What a summary can do without, within a second; never fails. */
  readExtras(run: RunRef, wish: ExtrasWish, signal: AbortSignal): Promise<BuildExtras>
}

/** Huawei Cloud CodeArts Build as a system that runs builds. */
export function createCodeArtsBackend(options: CodeArtsBuildOptions): CodeArtsBuildBackend {
  return new CodeArtsBuild(options)
}

class CodeArtsBuild implements CodeArtsBuildBackend {
  readonly #options: CodeArtsBuildOptions
  readonly #dialects: Dialects
  readonly #client: ServiceClient
  readonly #stopClient: ServiceClient
  readonly #api: BuildApi
  readonly #log: BuildLog
  readonly #warned = new Set<string>()
  #stopped = false

  constructor(options: CodeArtsBuildOptions) {
    const { transport, stopTransport, service, now, debug } = options
    this.#options = options
    this.#dialects = new Dialects(debug)
    this.#client = new ServiceClient({ transport, base: service.build, now })
    this.#stopClient = new ServiceClient({ transport: stopTransport, base: service.build, now })
    this.#api = new BuildApi(this.#client, this.#dialects)
    const calls = new LogCalls(this.#client, this.#dialects, options.logLevel)
    this.#log = new BuildLog({ ...options, calls, api: this.#api })
  }

  async start(signal: AbortSignal): Promise<StartedRun> {
    return this.#started(await startBuild(this.#client, this.#dialects, this.#options, signal))
  }

  async findStarted(since: Date, signal: AbortSignal): Promise<readonly Candidate[]> {
    const search = {
      client: this.#client,
      dialects: this.#dialects,
      api: this.#api,
      request: this.#options,
      now: this.#options.now,
    }
    const found = await findStarted(search, since, signal)
    return found.map((build) => ({
      ...this.#started(build),
      ...(build.uncertain && { uncertain: true }),
    }))
  }

  async snapshot(ref: RunRef, signal: AbortSignal): Promise<RunSnapshot> {
    const run = runOf(ref)
    let record: RecordInfo
    try {
      record = await this.#api.recordInfo(run, signal)
    } catch (error) {
      if (!isMissing(error)) throw error
      return await snapshotWithoutRecord(this.#api, run, error, signal)
    }
    const snapshot = snapshotOf(record)
    if (snapshot.phase === 'ended') this.#stopped = snapshot.conclusion === 'stopped'
    else if (meaningOf(record.status).kind === 'unknown') await this.#wonder(run, record, signal)
    return snapshot
  }

  log(
    ref: RunRef,
    cursor: LogCursor | undefined,
    ended: boolean,
    signal: AbortSignal,
  ): AsyncIterable<LogChunk> {
    return this.#log.follow(runOf(ref), cursor, ended, signal)
  }

  async stop(ref: RunRef, signal: AbortSignal): Promise<'stopping' | 'already-ended'> {
    return await stopBuild(this.#stopClient, this.#dialects, runOf(ref), signal)
  }

  async steps(ref: RunRef, signal: AbortSignal): Promise<readonly Step[]> {
    return await readSteps(this.#api, runOf(ref), false, signal)
  }

  async usualMs(ref: RunRef, signal: AbortSignal): Promise<number | undefined> {
    return await usualDuration(this.#client, runOf(ref), signal)
  }

  async readReport(ref: RunRef, signal: AbortSignal): Promise<BuildReport> {
    return await readReport(this.#api, runOf(ref), this.#stopped, this.#options.debug, signal)
  }

  async readExtras(run: RunRef, wish: ExtrasWish, signal: AbortSignal): Promise<BuildExtras> {
    const { now, debug } = this.#options
    const parts = { client: this.#client, dialects: this.#dialects, now, debug }
    return await readExtras(parts, run, wish, signal)
  }

  /** One warning for each word that no document names, with what the job's status call says beside it. */
  async #wonder(run: BuildRun, record: RecordInfo, signal: AbortSignal): Promise<void> {
    if (this.#warned.has(record.status)) return
    this.#warned.add(record.status)
    const running = await this.#api.status(run, signal).then(
      (status) => (status.running ? '; a build of the task is running' : '; none is running'),
      () => '',
    )
    this.#options.warn(unknownWord(record.status, running))
  }

  #started({ buildNumber, dailyNumber }: StartedBuild): StartedRun {
    const { jobId, service, source } = this.#options
    const url = consoleUrl(service.region, jobId, buildNumber)
    return {
      ref: refOf({ jobId, buildNumber }),
      number: String(buildNumber),
      ...(dailyNumber !== undefined && { dailyNumber }),
      ...(url !== undefined && { url }),
      ...(source.kind === 'commit' && { commit: source.commit }),
    }
  }
}
