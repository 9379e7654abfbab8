import { allPages, ApiVersions, type CalledService, type PagedList } from '../gateway/index.js'
import { ActionError } from '../../../core/index.js'
import { nearest } from '../../../text/index.js'
import { jobListV1, jobListV3 } from './job-list.js'
import type { JobEntry } from './wire/index.js'

export interface JobName {
  readonly projectId: string
  readonly jobName: string
}

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
  { client, debug }: CalledService,
  projectId: string,
  signal: AbortSignal,
): Promise<readonly JobEntry[]> {
  const pages = (list: PagedList<JobEntry>) => async () =>
    (await allPages(client, list, signal)).entries
  return await new ApiVersions(debug).first('job list', [
    { name: 'v3', run: pages(jobListV3(projectId)) },
    { name: 'v1', run: pages(jobListV1(projectId)) },
  ])
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
