import { ApiVersions, type CalledService, nameOf, type ServiceCall } from '../../gateway/index.js'
import { type HistoryPage, readHistory, readRecordList } from '../wire/index.js'

/** Both calls refuse longer ranges: 31 days for the list (`CB.00031105`), 30 for the period. */
const PERIOD_MS = 29 * 86_400_000
/** The service reads times in a zone that no document names: the day after ours is asked for, too. */
const MARGIN_MS = 86_400_000
const PAGE_SIZE = 100
/** 5,000 builds a month; beyond that a service repeats itself. */
const MAX_PAGES = 50

/**
 * The numbers of a task's builds of the last weeks that the lists tie to this full commit id, newest first. Whether
 * one still runs, its record tells.
 *
 * `GET /v1/record/{job_id}/list` first, because it is the present call; `period-history` is grouped as out of date
 * (CodeArts Build API reference, 2026-02).
 */
export async function buildsOfCommit(
  { client, debug }: CalledService,
  jobId: string,
  commit: string,
  now: number,
  signal: AbortSignal,
): Promise<readonly number[]> {
  const [from, to] = [new Date(now - PERIOD_MS), new Date(now + MARGIN_MS)]
  const list = (page: number): ServiceCall => ({
    method: 'GET',
    path: ['v1', 'record', jobId, 'list'],
    query: {
      start_time: second(from),
      end_time: second(to),
      page_index: page,
      page_size: PAGE_SIZE,
    },
  })
  const period = (page: number): ServiceCall => ({
    method: 'GET',
    path: ['v3', 'jobs', jobId, 'period-history'],
    // `offset` is a page number (API reference, "Querying Build History of a Specified Period").
    query: { start_time: day(from), end_time: day(to), offset: page, limit: PAGE_SIZE },
  })
  const pages = (callOf: (page: number) => ServiceCall, read: ReadPage) => async () => {
    const numbers = new Set<number>()
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const call = callOf(page)
      const { entries, size } = read(nameOf(call), await client.json(call, signal), jobId)
      for (const entry of entries) {
        if (entry.commit?.toLowerCase() === commit.toLowerCase()) numbers.add(entry.buildNumber)
      }
      if (size < PAGE_SIZE) break
    }
    return [...numbers].sort((left, right) => right - left)
  }
  return await new ApiVersions(debug).first('builds of a commit', [
    { name: 'v1 list', run: pages(list, readRecordList) },
    { name: 'period-history', run: pages(period, readHistory) },
  ])
}

type ReadPage = (call: string, answer: unknown, jobId: string) => HistoryPage

/** `yyyy-MM-dd`. */
function day(time: Date): string {
  return time.toISOString().slice(0, 10)
}

/** `yyyy-MM-dd HH:mm:ss`. */
function second(time: Date): string {
  return time.toISOString().slice(0, 19).replace('T', ' ')
}
