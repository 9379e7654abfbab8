import type { BuildRun } from '../api/build-run.js'
import { type LogPage, readLogPageV1, readLogPageV3, TEXT_V1, TEXT_V3 } from '../wire/index.js'
import {
  type ApiVersions,
  type FileAnswer,
  nameOf,
  type PageAnswer,
  PageReader,
  type ServiceCall,
  type ServiceClient,
} from '../../gateway/index.js'

/**
 * Asked for per page, a little less than the service's own default of a million. A request takes half a millisecond of
 * processor time, whatever its page holds, so shorter pages make a large log slower.
 */
const PAGE_LENGTH = 983_040
/** The one value that the reference allows (CodeArts Build API reference, v1 "Querying real-time logs"). */
const PAGE_SIZE_V1 = 1_000

/** The calls that carry log text. */
export class LogCalls {
  readonly #client: ServiceClient
  readonly #versions: ApiVersions
  readonly #level: 'INFO' | 'DEBUG'
  readonly #pages = new PageReader()

  constructor(client: ServiceClient, versions: ApiVersions, level: 'INFO' | 'DEBUG') {
    this.#client = client
    this.#versions = versions
    this.#level = level
  }

  async pageV3(run: BuildRun, offset: number, signal: AbortSignal): Promise<LogPage> {
    const call: ServiceCall = {
      method: 'GET',
      path: ['v3', 'jobs', run.jobId, run.buildNumber, 'real-time-log'],
      query: { offset, length: PAGE_LENGTH },
    }
    return readLogPageV3(nameOf(call), await this.#page(call, TEXT_V3, signal))
  }

  async pageV1(run: BuildRun, offset: number, signal: AbortSignal): Promise<LogPage> {
    const call: ServiceCall = {
      method: 'GET',
      path: ['v1', 'log', run.jobId, run.buildNumber, 'real-time-log'],
      // `AES` is how the reference writes the ascending order.
      query: { start_offset: offset, sort: 'AES', size: PAGE_SIZE_V1 },
    }
    return readLogPageV1(nameOf(call), await this.#page(call, TEXT_V1, signal))
  }

  async #page(call: ServiceCall, name: string, signal: AbortSignal): Promise<PageAnswer> {
    return await this.#client.page(call, name, this.#pages, signal)
  }

  /** One step's whole file so far. `taskName` is `stage1` for the first step, or the step's name. */
  async stepFile(recordId: string, taskName: string, signal: AbortSignal): Promise<FileAnswer> {
    const query = { task_name: taskName, log_level: this.#level }
    const call: ServiceCall = { method: 'GET', path: ['v4', recordId, 'task-log'], query }
    return await this.#client.file(call, signal)
  }

  /** The whole log of a build that ended. */
  async wholeFile(recordId: string, signal: AbortSignal): Promise<FileAnswer> {
    const level = { log_level: this.#level }
    const get = (name: string, path: readonly string[], query: ServiceCall['query'] = {}) => ({
      name,
      run: () => this.#client.file({ method: 'GET', path, query }, signal),
    })
    return await this.#versions.first('download-log', [
      get('v4', ['v4', recordId, 'download-log'], level),
      get('v3', ['v3', recordId, 'download-log']),
      get('v1', ['v1', 'log', recordId, 'download-log'], level),
    ])
  }
}
