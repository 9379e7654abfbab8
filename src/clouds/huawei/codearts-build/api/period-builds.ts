import {
  allPages,
  ApiVersions,
  type CalledService,
  type ListedPages,
  type PagedList,
} from '../../gateway/index.js'
import type { HistoryEntry } from '../wire/index.js'
import { type Period, periodHistory, recordList } from './history-pages.js'

/** Both calls refuse longer ranges: 31 days for the list (`CB.00031105`), 30 for the period. */
const LONGEST_PERIOD_MS = 29 * 86_400_000

/**
 * A task's builds that began between two moments, as the lists show them, in no order. No document names the time zone
 * that the service reads the times in, so the caller must ask for a day more on both sides.
 *
 * `GET /v1/record/{job_id}/list` first, because it is the present call; `period-history` is grouped as out of date
 * (CodeArts Build API reference, 2026-02).
 */
export async function buildsOfPeriod(
  { client, debug }: CalledService,
  jobId: string,
  { from, to }: Period,
  signal: AbortSignal,
): Promise<ListedPages<HistoryEntry>> {
  const versions = new ApiVersions(debug)
  const pages = (list: PagedList<HistoryEntry>) => () => allPages(client, list, signal)
  let complete = true
  const builds = new Map<number, HistoryEntry>()
  for (let start = from; start < to; start += LONGEST_PERIOD_MS) {
    const part = { from: start, to: Math.min(to, start + LONGEST_PERIOD_MS) }
    const found = await versions.first('builds of a period', [
      { name: 'v1 list', run: pages(recordList(jobId, part)) },
      { name: 'period-history', run: pages(periodHistory(jobId, part)) },
    ])
    complete &&= found.complete
    for (const build of found.entries) builds.set(build.buildNumber, build)
  }
  return { entries: [...builds.values()], complete }
}
