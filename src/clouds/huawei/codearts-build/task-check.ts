import {
  ApiVersions,
  type CalledService,
  field,
  flagOf,
  nameOf,
  type ServiceCall,
  textOf,
} from '../gateway/index.js'
import { isObject } from '../../../text/index.js'
import { withTaskNamed } from './missing-task.js'
import { type JobEntry, readJobInfo } from './wire/index.js'

/**
 * What the service says of a task before a run: that it exists, its name, and where it says so, whether the signed-in user
 * may run it and whether it is disabled. Throws `not-found` for a task that isn't there.
 */
export async function checkTask(
  service: CalledService & { readonly region?: string },
  jobId: string,
  signal: AbortSignal,
): Promise<JobEntry> {
  try {
    return await readTask(service, jobId, signal)
  } catch (error) {
    throw withTaskNamed(error, jobId, service.region)
  }
}

async function readTask(
  service: CalledService,
  jobId: string,
  signal: AbortSignal,
): Promise<JobEntry> {
  const { client } = service
  const versions = new ApiVersions(service.debug)
  const get = (...path: readonly string[]): ServiceCall => ({ method: 'GET', path })
  const info = get('v1', 'job', jobId, 'info')
  const disable = get('v1', 'job', jobId, 'check', 'disable')
  return await versions.first('task check', [
    {
      name: 'info',
      run: async () => ({ ...readJobInfo(nameOf(info), await client.json(info, signal)), jobId }),
    },
    {
      name: 'check/disable',
      run: async () => disabledOf(jobId, await client.json(disable, signal)),
    },
    // Says only that the task is there, and that the sign-in works.
    {
      name: 'status',
      run: async () => {
        await client.json(get('v3', 'jobs', jobId, 'status'), signal)
        return { jobId, name: '' }
      },
    },
  ])
}

/** `result: null` is a task that is not disabled (API reference, "Checking Whether a Build Task Is Disabled"). */
function disabledOf(jobId: string, answer: unknown): JobEntry {
  const result = isObject(answer) ? field(answer, 'result') : undefined
  if (!isObject(result)) return { jobId, name: '', disabled: false }
  return {
    jobId,
    name: textOf(result, 'job_name') ?? '',
    disabled: flagOf(result, 'disabled') ?? false,
  }
}
