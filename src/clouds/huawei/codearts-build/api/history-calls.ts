import { type HistoryEntry, type HistoryPage, readHistory, readRecordList } from '../wire/index.js'
import {
  type ApiVersions,
  nameOf,
  type ServiceCall,
  type ServiceClient,
} from '../../gateway/index.js'
import type { BuildRun } from './build-run.js'

const PAGE_SIZE = 100
/** A day of one task is far below; beyond this the service repeats itself. */
const MAX_PAGES = 50
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
  const period = { from: new Date(now - LONGEST_AGO_MS), to: new Date(now) }
  const listed = await listBuilds(client, versions, jobId, period, signal, isIt)
  return listed.find(isIt)
}

/**
 * The builds of a task that began around a time, the day before and after included, because the service's time zone
 * for dates isn't documented. `history` tells no commits; `period-history` and v1 do. Ends early with the page that has
 * the `wanted` one.
 */
export async function listBuilds(
  client: ServiceClient,
  versions: ApiVersions,
  jobId: string,
  around: { readonly from: Date; readonly to: Date },
  signal: AbortSignal,
  wanted: (entry: HistoryEntry) => boolean = () => false,
): Promise<readonly HistoryEntry[]> {
  const from = new Date(around.from.getTime() - DAY_MS)
  const to = new Date(around.to.getTime() + DAY_MS)
  const all =
    (callFor: (page: number) => ServiceCall, read: typeof readHistory) =>
    (): Promise<readonly HistoryEntry[]> =>
      allPages(client, callFor, (call, answer) => read(call, answer, jobId), wanted, signal)
  return await versions.first('history', [
    {
      name: 'period-history',
      run: all(
        (page) => ({
          method: 'GET',
          path: ['v3', 'jobs', jobId, 'period-history'],
          // `offset` is a page number (API reference, "Querying Build History of a Specified Period").
          query: { start_time: day(from), end_time: day(to), offset: page, limit: PAGE_SIZE },
        }),
        readHistory,
      ),
    },
    {
      name: 'history',
      run: all(
        (page) => ({
          method: 'GET',
          path: ['v3', 'jobs', jobId, 'history'],
          query: { interval: daysBetween(from, around.to), offset: page, limit: PAGE_SIZE },
        }),
        readHistory,
      ),
    },
    {
      name: 'v1',
      run: all(
        (page) => ({
          method: 'GET',
          path: ['v1', 'record', jobId, 'list'],
          query: {
            start_time: second(from),
            end_time: second(to),
            page_index: page,
            page_size: PAGE_SIZE,
          },
        }),
        readRecordList,
      ),
    },
  ])
}

async function allPages(
  client: ServiceClient,
  callFor: (page: number) => ServiceCall,
  read: (call: string, answer: unknown) => HistoryPage,
  wanted: (entry: HistoryEntry) => boolean,
  signal: AbortSignal,
): Promise<readonly HistoryEntry[]> {
  const builds = new Map<number, HistoryEntry>()
  let listed = 0
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const call = callFor(page)
    const { entries, size, total } = read(nameOf(call), await client.json(call, signal))
    const before = builds.size
    for (const entry of entries) builds.set(entry.buildNumber, entry)
    listed += size
    // A page without news ends it too: a service that ignores the page number must not be asked for ever.
    if (entries.some(wanted) || builds.size === before) break
    if (total === undefined ? size < PAGE_SIZE : listed >= total) break
  }
  return [...builds.values()]
}

/** The last so many days, this one included. */
function daysBetween(from: Date, to: Date): number {
  return Math.ceil((to.getTime() - from.getTime()) / DAY_MS) + 1
}

/** `yyyy-MM-dd`. */
function day(time: Date): string {
  return time.toISOString().slice(0, 10)
}

/** `yyyy-MM-dd HH:mm:ss`. */
function second(time: Date): string {
  return time.toISOString().slice(0, 19).replace('T', ' ')
}
