import { type HistoryEntry, type HistoryPage, readHistory, readRecordList } from '../wire/index.js'
import {
  type ApiVersions,
  nameOf,
  type ServiceCall,
  type ServiceClient,
} from '../../gateway/index.js'

const PAGE_SIZE = 100
/** A day of one task is far below; beyond this the service repeats itself. */
const MAX_PAGES = 50
const DAY_MS = 86_400_000

/**
 * The builds of a task that began around a time, the day before and after included, because the service's time zone
 * for dates isn't documented. `history` tells no commits; `period-history` and v1 do.
 */
export async function listBuilds(
  client: ServiceClient,
  versions: ApiVersions,
  jobId: string,
  around: { readonly from: Date; readonly to: Date },
  signal: AbortSignal,
): Promise<readonly HistoryEntry[]> {
  const from = new Date(around.from.getTime() - DAY_MS)
  const to = new Date(around.to.getTime() + DAY_MS)
  const all =
    (callFor: (page: number) => ServiceCall, read: typeof readHistory) =>
    (): Promise<readonly HistoryEntry[]> =>
      allPages(client, callFor, read, signal)
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
          query: { interval: 2, offset: page, limit: PAGE_SIZE },
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
    if (builds.size === before || (total === undefined ? size < PAGE_SIZE : listed >= total)) break
  }
  return [...builds.values()]
}

/** `yyyy-MM-dd`. */
function day(time: Date): string {
  return time.toISOString().slice(0, 10)
}

/** `yyyy-MM-dd HH:mm:ss`. */
function second(time: Date): string {
  return time.toISOString().slice(0, 19).replace('T', ' ')
}
