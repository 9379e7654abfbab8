import {
  ApiVersions,
  badAnswer,
  type CalledService,
  nameOf,
  type ServiceCall,
} from '../../gateway/index.js'
import { readTaskChanges, readTaskParameters, type TaskParameter } from '../wire/index.js'

const PAGE_SIZE = 100
/** 2,000 changes of one task; beyond that a service repeats itself. */
const MAX_PAGES = 20

/** When a task's definition last changed; undefined where no change is listed. Throws where one can't be read. */
export async function lastChange(
  { client }: CalledService,
  jobId: string,
  signal: AbortSignal,
): Promise<Date | undefined> {
  let newest: Date | undefined
  let seen = 0
  // Pages count from 1 here, and no document says in which order changes come.
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const call: ServiceCall = {
      method: 'GET',
      path: ['v1', 'job', jobId, 'history'],
      query: { page_no: page, page_size: PAGE_SIZE },
    }
    const answer = await client.json(call, signal)
    const changes = readTaskChanges(nameOf(call), answer)
    if (changes.unreadable > 0) throw badAnswer(nameOf(call), 'update_at', answer)
    if (newest === undefined || (changes.newest !== undefined && changes.newest > newest)) {
      newest = changes.newest
    }
    seen += changes.size
    const { total = changes.size < PAGE_SIZE ? seen : Number.POSITIVE_INFINITY } = changes
    if (seen >= total) return newest
    if (changes.size === 0) throw badAnswer(nameOf(call), 'job_update_records', answer)
  }
  return undefined
}

/** The parameters that the task defines now. */
export async function taskParameters(
  { client, debug }: CalledService,
  jobId: string,
  signal: AbortSignal,
): Promise<readonly TaskParameter[]> {
  const get = (...path: readonly string[]) => {
    // Without the flag the answer has no parameters, either.
    const call: ServiceCall = { method: 'GET', path, query: { get_all_params: 'true' } }
    return async () => readTaskParameters(nameOf(call), await client.json(call, signal))
  }
  return await new ApiVersions(debug).first('task details', [
    { name: 'v1', run: get('v1', 'job', jobId, 'config') },
    { name: 'v3', run: get('v3', 'jobs', jobId, 'query') },
  ])
}
