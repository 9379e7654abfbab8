import {
  type ApiVersions,
  allPages,
  type PagedList,
  type ServiceClient,
} from '../../gateway/index.js'
import type { HistoryEntry } from '../wire/index.js'
import type { BuildRun } from './build-run.js'
import { type Period, periodHistory, recentHistory, recordList } from './history-pages.js'

const DAY_MS = 86_400_000

/** How far back a build is looked for, so that the days on both sides keep the range under the 31 days allowed. */
const LONGEST_AGO_MS = 27 * DAY_MS

/** One build of a task, by its number; `undefined` where the history doesn't have it. `now` is the service's time. */
export async function findBuild(
  client: ServiceClient,
  versions: ApiVersions,
  { jobId, buildNumber }: BuildRun,
  now: number,
  signal: AbortSignal,
): Promise<HistoryEntry | undefined> {
  const isIt = (entry: HistoryEntry): boolean => entry.buildNumber === buildNumber
  const period = { from: now - LONGEST_AGO_MS, to: now }
  const listed = await listBuilds(client, versions, jobId, period, signal, isIt)
  return listed.find(isIt)
}

/**
 * The builds of a task that began in a period, and the day before and after it, because the service's time zone
 * for dates isn't documented. Stops early after the page that has the `wanted` one.
 */
export async function listBuilds(
  client: ServiceClient,
  versions: ApiVersions,
  jobId: string,
  { from, to }: Period,
  signal: AbortSignal,
  wanted?: (entry: HistoryEntry) => boolean,
): Promise<readonly HistoryEntry[]> {
  const wider = { from: from - DAY_MS, to: to + DAY_MS }
  const days = Math.ceil((to - wider.from) / DAY_MS) + 1
  const pages = (list: PagedList<HistoryEntry>) => async () =>
    (await allPages(client, list, signal, wanted)).entries
  return await versions.first('history', [
    { name: 'period-history', run: pages(periodHistory(jobId, wider)) },
    { name: 'history', run: pages(recentHistory(jobId, days)) },
    { name: 'v1', run: pages(recordList(jobId, wider)) },
  ])
}
