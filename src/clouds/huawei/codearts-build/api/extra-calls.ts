import { readAnalysis, readFlowGraph, readRecentBuilds, type RecentBuilds } from '../wire/index.js'
import {
  type ApiVersions,
  nameOf,
  type ServiceCall,
  type ServiceClient,
} from '../../gateway/index.js'
import type { FailureCause, TaskGraph } from '../../../../core/index.js'
import type { BuildRun } from './build-run.js'

/** Refused by `CB.00031105` above 31. */
export const RECENT_DAYS = 30
/** The newest builds only; a median of more would be no better. */
const PAGE_SIZE = 100

/** The reading calls that only the summary needs, and can do without. */
export class ExtraCalls {
  readonly #client: ServiceClient
  readonly #versions: ApiVersions

  constructor(client: ServiceClient, versions: ApiVersions) {
    this.#client = client
    this.#versions = versions
  }

  async flowGraph(recordId: string, signal: AbortSignal): Promise<TaskGraph> {
    const get = (...path: readonly string[]) => {
      const call: ServiceCall = { method: 'GET', path }
      return async () => readFlowGraph(nameOf(call), await this.#client.json(call, signal))
    }
    return await this.#versions.first('flow-graph', [
      { name: 'v3', run: get('v3', recordId, 'flow-graph') },
      { name: 'v1', run: get('v1', 'record', recordId, 'flow-graph') },
    ])
  }

  async analysis(run: BuildRun, signal: AbortSignal): Promise<readonly FailureCause[]> {
    const path = ['v1', 'log', run.jobId, run.buildNumber, 'analysis']
    return readAnalysis(await this.#client.json({ method: 'GET', path }, signal))
  }

  /**
   * How the newest builds of the period ended, and how long the good ones took. In one version only: a summary can do
   * without, so a service that doesn't offer the call is not asked for its other versions.
   */
  async recentBuilds(run: BuildRun, signal: AbortSignal): Promise<RecentBuilds> {
    const call: ServiceCall = {
      method: 'GET',
      path: ['v3', 'jobs', run.jobId, 'history'],
      query: { interval: RECENT_DAYS, offset: 0, limit: PAGE_SIZE },
    }
    return readRecentBuilds(await this.#client.json(call, signal), run)
  }
}
