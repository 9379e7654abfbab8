import { ApiVersions, type CalledService, nameOf, type ServiceCall } from '../../gateway/index.js'
import { type HistoryEntry, type HistoryPage, readHistory, readRecordList } from '../wire/index.js'

/** Both calls refuse longer ranges: 31 days for the list (`CB.00031105`), 30 for the period. */
const LONGEST_PERIOD_MS = 29 * 86_400_000
const PAGE_SIZE = 100
/** 5,000 builds a period; beyond that a service repeats itself. */
const MAX_PAGES = 50

export interface PeriodBuilds {
  readonly entries: readonly HistoryEntry[]
  /** Whether the lists held as many as they said. */
  readonly complete: boolean
}

export interface Period {
  readonly from: number
  readonly to: number
}

/**
 * A task's builds that began between two moments (epoch milliseconds), with what the lists tell of them, in no order.
 * The service reads times in a zone that no document names, so that whoever asks must ask for a day more on both sides.
 *
 * `GET /v1/record/{job_id}/list` first, because it is the present call; `period-history` is grouped as out of date
 * (CodeArts Build API reference, 2026-02).
 */
export async function buildsOfPeriod(
  service: CalledService,
  jobId: string,
  { from, to }: Period,
  signal: AbortSignal,
): Promise<PeriodBuilds> {
  const versions = new ApiVersions(service.debug)
  let complete = true
  const builds = new Map<number, HistoryEntry>()
  for (let start = from; start < to; start += LONGEST_PERIOD_MS) {
    const part = { from: start, to: Math.min(to, start + LONGEST_PERIOD_MS) }
    const found = await versions.first('builds of a period', [
      {
        name: 'v1 list',
        run: () => allPages(service, listOf(jobId, part), readRecordList, jobId, signal),
      },
      {
        name: 'period-history',
        run: () => allPages(service, periodOf(jobId, part), readHistory, jobId, signal),
      },
    ])
    complete &&= found.complete
    for (const build of found.entries) builds.set(build.buildNumber, build)
  }
  return { entries: [...builds.values()], complete }
}

type CallOf = (page: number) => ServiceCall

function listOf(jobId: string, { from, to }: Period): CallOf {
  return (page) => ({
    method: 'GET',
    path: ['v1', 'record', jobId, 'list'],
    query: {
      start_time: second(from),
      end_time: second(to),
      page_index: page,
      page_size: PAGE_SIZE,
    },
  })
}

function periodOf(jobId: string, { from, to }: Period): CallOf {
  return (page) => ({
    method: 'GET',
    path: ['v3', 'jobs', jobId, 'period-history'],
    // `offset` is a page number (API reference, "Querying Build History of a Specified Period").
    query: { start_time: day(from), end_time: day(to), offset: page, limit: PAGE_SIZE },
  })
}

async function allPages(
  { client }: CalledService,
  callOf: CallOf,
  read: (call: string, answer: unknown, jobId: string) => HistoryPage,
  jobId: string,
  signal: AbortSignal,
): Promise<PeriodBuilds> {
  const builds = new Map<number, HistoryEntry>()
  for (let page = 0, listed = 0; page < MAX_PAGES; page += 1) {
    const call = callOf(page)
    const { entries, size, total } = read(nameOf(call), await client.json(call, signal), jobId)
    const before = builds.size
    for (const entry of entries) builds.set(entry.buildNumber, entry)
    listed += size
    const over = total === undefined ? size < PAGE_SIZE : listed >= total
    // A page without news ends it too: a service that ignores the page number must not be asked for ever.
    if (over || builds.size === before) {
      return { entries: [...builds.values()], complete: over && builds.size >= (total ?? 0) }
    }
  }
  return { entries: [...builds.values()], complete: false }
}

/** `yyyy-MM-dd`. */
function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** `yyyy-MM-dd HH:mm:ss`. */
function second(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ')
}
