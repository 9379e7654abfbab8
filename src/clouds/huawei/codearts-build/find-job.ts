import {
  ApiVersions,
  type CalledService,
  nameOf,
  type ServiceCall,
  type ServiceClient,
} from '../gateway/index.js'
import { ActionError } from '../../../core/index.js'
import { nearest } from '../../../text/index.js'
import { JOB_ID } from './api/build-run.js'
import { type JobEntry, readJobList } from './wire/index.js'

export interface JobName {
  readonly projectId: string
  readonly jobName: string
}

const PAGE_SIZE = 100
/** An account holds 10,000 tasks at most (CodeArts Build, "Notes and Constraints"). */
const MAX_PAGES = 200
const NEAR_NAMES = 5

/**
 * The one task of a CodeArts project with exactly this name.
 * Throws `not-found` with the most similar names, `ambiguous` with the ids of all of that name.
 */
export async function findJob(
  service: CalledService,
  { projectId, jobName }: JobName,
  signal: AbortSignal,
): Promise<JobEntry> {
  const jobs = await allJobs(service, projectId, signal)
  const named = jobs.filter(({ name }) => name === jobName)
  const [only, ...others] = named
  if (only === undefined) throw noSuchJob(jobName, jobs)
  if (others.length > 0) throw severalJobs(jobName, named)
  return only
}

async function allJobs(
  service: CalledService,
  projectId: string,
  signal: AbortSignal,
): Promise<readonly JobEntry[]> {
  const { client } = service
  const versions = new ApiVersions(service.debug)
  const pages = (path: readonly string[]) => (): Promise<readonly JobEntry[]> =>
    allPages(client, path, signal)
  return await versions.first('job list', [
    { name: 'v3', run: pages(['v3', projectId, 'jobs']) },
    { name: 'v1', run: pages(['v1', 'job', projectId, 'list']) },
  ])
}

async function allPages(
  client: ServiceClient,
  path: readonly string[],
  signal: AbortSignal,
): Promise<readonly JobEntry[]> {
  const jobs = new Map<string, JobEntry>()
  let listed = 0
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = { page_index: page, page_size: PAGE_SIZE }
    const call: ServiceCall = { method: 'GET', path, query }
    const { jobs: found, size, total } = readJobList(nameOf(call), await client.json(call, signal))
    const before = jobs.size
    for (const job of found) if (JOB_ID.test(job.jobId)) jobs.set(job.jobId, job)
    listed += size
    // A page without news ends it too: a service that ignores the page number must not be asked for ever.
    if (jobs.size === before || (total === undefined ? size < PAGE_SIZE : listed >= total)) break
  }
  return [...jobs.values()]
}

function noSuchJob(jobName: string, jobs: readonly JobEntry[]): ActionError {
  const near = nearest(
    jobName,
    jobs.map(({ name }) => name),
    NEAR_NAMES,
  )
  const instead =
    near.length === 0
      ? 'The signed-in user or agency sees no task in it.'
      : `Most similar: ${near.join(', ')}.`
  return new ActionError(
    'not-found',
    `The project has no build task named "${jobName}". ${instead}`,
    {
      hint: 'The name must match exactly, case included; only members of the project see its tasks: add the user, or with OIDC the agency.',
    },
  )
}

function severalJobs(jobName: string, named: readonly JobEntry[]): ActionError {
  const ids = named.map(({ jobId }) => jobId).join(', ')
  return new ActionError('ambiguous', `Several build tasks are named "${jobName}": ${ids}`, {
    hint: 'Set job-id to one of them instead of job-name and project-id.',
  })
}
