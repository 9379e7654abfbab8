import { ApiVersions, badAnswer, isNotOffered, type ServiceClient } from '../gateway/index.js'
import type {
  ActionError,
  Backend,
  EndedRun,
  LogChunk,
  LogCursor,
  ReportWish,
  RunBackend,
  RunRef,
  RunReport,
  RunSnapshot,
  RunTitle,
  StartedRun,
  Step,
} from '../../../core/index.js'
import { BuildApi } from './api/build-api.js'
import { type BuildRun, refOf, runOf } from './api/build-run.js'
import { startBuild, type StartedBuild, type StartRequest } from './api/start-call.js'
import { stopBuild } from './api/stop-call.js'
import { consoleUrl } from './console-url.js'
import { readExtras } from './extras.js'
import { findStarted } from './find-started.js'
import { BuildLog, LogCalls } from './log/index.js'
import { withTaskNamed } from './missing-task.js'
import { readReport, readSteps } from './report.js'
import { findReusable, type Repeated } from './reuse/index.js'
import { Recordless } from './recordless.js'
import { isNotFound, snapshotOf, snapshotWithoutRecord, unknownWord } from './snapshot.js'
import { usualDuration } from './usual-duration.js'
import { meaningOf, type RecordInfo } from './wire/index.js'

export interface CodeArtsBuildOptions {
  readonly client: ServiceClient
  /** On connections of its own: a stop must not wait for a call that hangs. */
  readonly stopClient: ServiceClient
  /** Chooses the console that `StartedRun.url` leads to. */
  readonly region?: string
  readonly logLevel?: 'INFO' | 'DEBUG'
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly debug: (line: string) => void
  readonly warn: (warning: ActionError) => void
}

/** For a gateway that publishes the call only a moment later, because it is being set up. */
const ASK_AGAIN_MS = 60_000

export const BUILD_WORDS = { run: 'build', runs: 'builds', owner: 'task' } as const

/** CodeArts Build as a system whose runs are looked at and stopped, whoever started them. */
export function codeArtsBuilds(options: CodeArtsBuildOptions): CodeArtsBuilds {
  return new CodeArtsBuilds(options)
}

export type CodeArtsBackend = CodeArtsBuilds &
  Backend &
  Required<Pick<Backend, 'findStarted'>> & {
    /** An earlier good build of the requested task, source and parameters. */
    findEarlier(maxAgeMs: number, repeated: Repeated, signal: AbortSignal): Promise<EarlierBuild>
  }

export interface EarlierBuild {
  readonly hit?: { readonly run: StartedRun; readonly ended: EndedRun; readonly ageMs: number }
  /** Why no build, or no newer one, is reused: a sentence for each build that was looked at. */
  readonly notes: readonly string[]
}

/** The same, where a build of the requested task can be started, too. */
export function codeArtsBackend(
  options: CodeArtsBuildOptions,
  request: StartRequest,
): CodeArtsBackend {
  const builds = new CodeArtsBuilds(options)
  const { client, region, now } = options
  const { api, versions } = builds
  const started = (build: StartedBuild): StartedRun => startedRun(build, request, region)
  return Object.assign(builds, {
    start: async (signal: AbortSignal) =>
      started(await startOrExplain(options, versions, request, signal)),
    findStarted: async (since: Date, signal: AbortSignal) => {
      const found = await findStarted({ client, versions, api, request, now }, since, signal)
      return found.map((build) => ({
        ...started(build),
        ...(build.uncertain && { uncertain: true as const }),
      }))
    },
    findEarlier: async (maxAgeMs: number, repeated: Repeated, signal: AbortSignal) => {
      const wish = { service: options, api, request, maxAgeMs, now: now(), repeated }
      const { hit, notes } = await findReusable(wish, signal)
      return { notes, ...(hit && { hit: { ...hit, run: started(hit) } }) }
    },
  })
}

export class CodeArtsBuilds implements RunBackend {
  readonly words = BUILD_WORDS
  readonly api: BuildApi
  readonly versions: ApiVersions
  readonly #options: CodeArtsBuildOptions
  readonly #log: BuildLog
  readonly #warned = new Set<string>()
  readonly #recordless: Recordless
  readonly #recordIds = new Map<number, string>()
  #stopped = false
  /** When the gateway last said that no version of record-info is published. */
  #unpublishedAt = Number.NEGATIVE_INFINITY

  constructor(options: CodeArtsBuildOptions) {
    const { client, logLevel = 'INFO', debug } = options
    this.#options = options
    this.versions = new ApiVersions(debug)
    this.api = new BuildApi(client, this.versions)
    const calls = new LogCalls(client, this.versions, logLevel)
    this.#recordless = new Recordless({ ...options, versions: this.versions, api: this.api })
    this.#log = new BuildLog({ ...options, calls, api: this.api })
  }

  titleOf(ref: RunRef): RunTitle {
    return titleOf(runOf(ref), this.#options.region)
  }

  async snapshot(ref: RunRef, signal: AbortSignal): Promise<RunSnapshot> {
    const run = runOf(ref)
    const snapshot = await this.#look(run, signal)
    const { word } = snapshot.facts
    if (snapshot.phase === 'ended') this.#stopped = snapshot.conclusion === 'stopped'
    else if (word !== '' && meaningOf(word).kind === 'unknown') {
      await this.#warnOfUnknownWord(run, word, signal)
    }
    return snapshot
  }

  async #look(run: BuildRun, signal: AbortSignal): Promise<RunSnapshot> {
    const { now } = this.#options
    if (now() - this.#unpublishedAt < ASK_AGAIN_MS) {
      return await this.#recordless.snapshot(run, signal)
    }
    try {
      const record = await this.api.recordInfo(run, signal)
      this.#requireSameRecord(run, record)
      return snapshotOf(record)
    } catch (error) {
      if (isNotFound(error)) return await snapshotWithoutRecord(this.api, run, error, signal)
      if (!isNotOffered(error)) throw error
      this.#unpublishedAt = now()
      return await this.#recordless.snapshot(run, signal)
    }
  }

  /** A build has one record, so an answer with another record id is about another build. */
  #requireSameRecord({ buildNumber }: BuildRun, { recordId }: RecordInfo): void {
    if (recordId === undefined) return
    const known = this.#recordIds.get(buildNumber) ?? recordId
    this.#recordIds.set(buildNumber, known)
    if (known !== recordId) throw badAnswer('record-info', 'record of this build', { recordId })
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
    return await stopBuild(this.#options.stopClient, this.versions, runOf(ref), signal)
  }

  async usualMs(ref: RunRef, signal: AbortSignal): Promise<number | undefined> {
    return await usualDuration(this.#options.client, runOf(ref), signal)
  }

  async steps(ref: RunRef, signal: AbortSignal): Promise<readonly Step[]> {
    return await readSteps(this.api, runOf(ref), false, signal)
  }

  async report(ref: RunRef, wish: ReportWish, signal: AbortSignal): Promise<RunReport> {
    const { client, debug } = this.#options
    const run = runOf(ref)
    const [report, extras] = await Promise.all([
      readReport(this.api, run, this.#stopped, debug, signal),
      wish.extras ? readExtras({ client, versions: this.versions, debug }, run, wish, signal) : {},
    ])
    return { ...report, ...extras }
  }

  /** One warning for each word that no document names, with what the job's status call says beside it. */
  async #warnOfUnknownWord(run: BuildRun, word: string, signal: AbortSignal): Promise<void> {
    if (this.#warned.has(word)) return
    this.#warned.add(word)
    const running = await this.api.status(run, signal).then(
      (status) => (status.running ? '; a build of the task is running' : '; none is running'),
      () => '',
    )
    this.#options.warn(unknownWord(word, running))
  }
}

async function startOrExplain(
  { client, region }: CodeArtsBuildOptions,
  versions: ApiVersions,
  request: StartRequest,
  signal: AbortSignal,
): Promise<StartedBuild> {
  try {
    return await startBuild(client, versions, request, signal)
  } catch (error) {
    throw withTaskNamed(error, request.jobId, region)
  }
}

function startedRun(
  { buildNumber, dailyNumber }: StartedBuild,
  { jobId, source }: StartRequest,
  region: string | undefined,
): StartedRun {
  return {
    ref: refOf({ jobId, buildNumber }),
    ...titleOf({ jobId, buildNumber }, region),
    number: String(buildNumber),
    ...(dailyNumber !== undefined && { dailyNumber }),
    ...(source.kind === 'commit' && { commit: source.commit }),
  }
}

function titleOf({ jobId, buildNumber }: BuildRun, region: string | undefined): RunTitle {
  const url = consoleUrl(region, jobId, buildNumber)
  return { name: `build #${buildNumber}`, ...(url !== undefined && { url }) }
}
