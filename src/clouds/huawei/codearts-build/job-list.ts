import type { PagedList } from '../gateway/index.js'
import { JOB_ID } from './api/build-run.js'
import { type JobEntry, readJobList } from './wire/index.js'

const PAGE_SIZE = 100
/** An account holds 10,000 tasks at most (CodeArts Build, "Notes and Constraints"). */
const MOST_PAGES = 200

/** The tasks of a CodeArts project; v1 can search for a part of the name. */
export function jobListV1(projectId: string, search?: string): PagedList<JobEntry> {
  return jobList(['v1', 'job', projectId, 'list'], search === undefined ? {} : { search })
}

export function jobListV3(projectId: string): PagedList<JobEntry> {
  return jobList(['v3', projectId, 'jobs'], {})
}

function jobList(
  path: readonly string[],
  search: Readonly<Record<string, string>>,
): PagedList<JobEntry> {
  return {
    firstPage: 0,
    pageSize: PAGE_SIZE,
    mostPages: MOST_PAGES,
    call: (page) => ({
      method: 'GET',
      path,
      query: { page_index: page, page_size: PAGE_SIZE, ...search },
    }),
    read(name, answer) {
      const page = readJobList(name, answer)
      // What goes into a path must be an id.
      return { ...page, entries: page.entries.filter(({ jobId }) => JOB_ID.test(jobId)) }
    },
    keyOf: ({ jobId }) => jobId,
  }
}
