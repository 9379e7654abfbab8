import {
  type HistoryDetails,
  meaningOf,
  readArtifacts,
  readHistoryDetails,
  readHistoryParameters,
  readRecordInfo,
  type RecordInfo,
} from '../wire/index.js'
import {
  type ApiVersion,
  type ApiVersions,
  badAnswer,
  field,
  nameOf,
  type ServiceCall,
  type ServiceClient,
} from '../../gateway/index.js'
import { ActionError, type Artifact } from '../../../../core/index.js'
import { isObject } from '../../../../text/index.js'
import { requireAbout } from './about-run.js'
import type { BuildRun } from './build-run.js'

/** What the status call says: in v3 whether anything of the task runs, in v1 whether the build does. */
export interface JobStatus {
  readonly running: boolean
}

/** The reading calls about one build, each in its versions. Decides nothing; remembers only which version is offered. */
export class BuildApi {
  readonly #client: ServiceClient
  readonly #versions: ApiVersions

  constructor(client: ServiceClient, versions: ApiVersions) {
    this.#client = client
    this.#versions = versions
  }

  async recordInfo(run: BuildRun, signal: AbortSignal): Promise<RecordInfo> {
    const { jobId, buildNumber } = run
    const get = (name: string, ...path: ServiceCall['path']): ApiVersion<RecordInfo> =>
      this.#get(name, run, path, readRecordInfo, signal)
    return await this.#versions.first('record-info', [
      get('v4', 'v4', 'jobs', jobId, buildNumber, 'record-info'),
      get('v3', 'v3', 'jobs', jobId, buildNumber, 'record-info'),
      get('v1', 'v1', 'record', jobId, buildNumber, 'record-info'),
    ])
  }

  /** v3 answers for the whole job; v1 for the build, and for build 1 unless `build_no` is sent. */
  async status(run: BuildRun, signal: AbortSignal): Promise<JobStatus> {
    const { jobId, buildNumber } = run
    const v1: ServiceCall = {
      method: 'GET',
      path: ['v1', 'job', jobId, 'status'],
      query: { build_no: buildNumber },
    }
    return await this.#versions.first('status', [
      this.#get('v3', { jobId }, ['v3', 'jobs', jobId, 'status'], readJobStatus, signal),
      {
        name: 'v1',
        run: async () => {
          const answer = await this.#client.json(v1, signal)
          requireAbout(run, nameOf(v1), answer)
          return readBuildStatus(nameOf(v1), answer)
        },
      },
    ])
  }

  async historyDetails(run: BuildRun, signal: AbortSignal): Promise<HistoryDetails> {
    const path = ['v3', 'jobs', run.jobId, run.buildNumber, 'history-details']
    return await this.#get('v3', run, path, readHistoryDetails, signal).run()
  }

  /** The build's parameters as the service lists them; `undefined` where it doesn't. */
  async parameters(
    run: BuildRun,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, string> | undefined> {
    const path = ['v1', 'job', run.jobId, run.buildNumber, 'history-parameters']
    const listed = this.#get('history-parameters', run, path, readHistoryParameters, signal)
    try {
      return await this.#versions.first<ReadonlyMap<string, string> | undefined>('parameters', [
        {
          name: 'history-details',
          run: async () => (await this.historyDetails(run, signal)).parameters,
        },
        listed,
      ])
    } catch (error) {
      // A build in the queue has no history yet; its parameters may be listed all the same.
      if (!(error instanceof ActionError) || error.code !== 'not-found') throw error
      return await listed.run().catch(() => {
        throw error
      })
    }
  }

  async artifacts(run: BuildRun, signal: AbortSignal): Promise<readonly Artifact[]> {
    const path = ['v3', 'jobs', run.jobId, run.buildNumber, 'output-info']
    return await this.#get('v3', run, path, (_call, answer) => readArtifacts(answer), signal).run()
  }

  #get<T>(
    name: string,
    run: Pick<BuildRun, 'jobId'> & Partial<BuildRun>,
    path: ServiceCall['path'],
    read: (call: string, answer: unknown) => T,
    signal: AbortSignal,
  ): ApiVersion<T> {
    const call: ServiceCall = { method: 'GET', path }
    return {
      name,
      run: async () => {
        const answer = await this.#client.json(call, signal)
        requireAbout(run, nameOf(call), answer)
        return read(nameOf(call), answer)
      },
    }
  }
}

/** CodeArts Build API reference, "Querying the Running Status of a Build Task": true is running. */
function readJobStatus(call: string, answer: unknown): JobStatus {
  const running = isObject(answer) ? field(answer, 'result') : undefined
  if (typeof running !== 'boolean') throw badAnswer(call, 'result', answer)
  return { running }
}

/** Assumption: the inner words of v1 are documented nowhere; a public client lists `completed`, `runnable`, `pending`. */
const OVER = new Set(['completed', 'finished'])

function readBuildStatus(call: string, answer: unknown): JobStatus {
  const result = isObject(answer) ? field(answer, 'result') : undefined
  const word = isObject(result) ? field(result, 'status') : undefined
  if (typeof word !== 'string' || word === '') throw badAnswer(call, 'result.status', answer)
  const over = OVER.has(word.toLowerCase()) || meaningOf(word).kind === 'ended'
  return { running: !over }
}
