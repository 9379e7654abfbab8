import type { PagedList, ServiceCall } from '../../gateway/index.js'
import { type HistoryEntry, readHistory, readRecordList } from '../wire/index.js'

/** Two moments, in epoch milliseconds. */
export interface Period {
  readonly from: number
  readonly to: number
}

const PAGE_SIZE = 100
/** 5,000 builds of one task; a day of a task is far below. */
const MOST_PAGES = 50

/** `GET /v1/record/{job_id}/list`. */
export function recordList(jobId: string, { from, to }: Period): PagedList<HistoryEntry> {
  return historyList(jobId, readRecordList, (page) => ({
    method: 'GET',
    path: ['v1', 'record', jobId, 'list'],
    query: {
      start_time: second(from),
      end_time: second(to),
      page_index: page,
      page_size: PAGE_SIZE,
    },
  }))
}

/** `offset` is a page number (API reference, "Querying Build History of a Specified Period"). */
export function periodHistory(jobId: string, { from, to }: Period): PagedList<HistoryEntry> {
  return historyList(jobId, readHistory, (page) => ({
    method: 'GET',
    path: ['v3', 'jobs', jobId, 'period-history'],
    query: { start_time: day(from), end_time: day(to), offset: page, limit: PAGE_SIZE },
  }))
}

/** The last so many days, today included. This list has no commits. */
export function recentHistory(jobId: string, days: number): PagedList<HistoryEntry> {
  return historyList(jobId, readHistory, (page) => ({
    method: 'GET',
    path: ['v3', 'jobs', jobId, 'history'],
    query: { interval: days, offset: page, limit: PAGE_SIZE },
  }))
}

function historyList(
  jobId: string,
  read: typeof readHistory,
  call: (page: number) => ServiceCall,
): PagedList<HistoryEntry> {
  return {
    firstPage: 0,
    pageSize: PAGE_SIZE,
    mostPages: MOST_PAGES,
    call,
    read: (name, answer) => read(name, answer, jobId),
    keyOf: ({ buildNumber }) => buildNumber,
  }
}

/** `yyyy-MM-dd`. */
function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** `yyyy-MM-dd HH:mm:ss`. */
function second(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ')
}
