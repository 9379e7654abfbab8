import {
  ALREADY_ENDED,
  type ApiVersions,
  field,
  type ServiceCall,
  type ServiceClient,
} from '../../gateway/index.js'
import { ActionError } from '../../../../core/index.js'
import { isObject } from '../../../../text/index.js'
import type { BuildRun } from './build-run.js'

/**
 * Asks for a build's end. The documented calls follow each other inside one call, because the window of a cancelled
 * job is a few seconds. An ended build is an answer, whatever HTTP status brings it.
 */
export async function stopBuild(
  client: ServiceClient,
  versions: ApiVersions,
  { jobId, buildNumber }: BuildRun,
  signal: AbortSignal,
): Promise<'stopping' | 'already-ended'> {
  const post =
    (path: ServiceCall['path'], body: NonNullable<ServiceCall['body']>, query = {}) =>
    () =>
      ask(client, { method: 'POST', path, body, query, mayBeEmpty: true }, signal)
  return await versions.first('stop', [
    { name: 'v3', run: post(['v3', 'jobs', jobId, buildNumber, 'stop'], {}) },
    // The reference has the number in the body, the vendor's SDK in the query; without it build 1 may be meant.
    {
      name: 'v1',
      run: post(['v1', 'job', jobId, 'stop'], { build_no: buildNumber }, { build_no: buildNumber }),
    },
    {
      name: 'v3 with a body',
      run: post(['v3', 'jobs', 'stop'], { job_id: jobId, build_no: String(buildNumber) }),
    },
  ])
}

async function ask(
  client: ServiceClient,
  call: ServiceCall,
  signal: AbortSignal,
): Promise<'stopping' | 'already-ended'> {
  try {
    const answer = await client.json(call, signal)
    if (isObject(answer) && field(answer, 'result') === false) throw notStopped()
    return 'stopping'
  } catch (error) {
    if (error instanceof ActionError && error.remoteCode === ALREADY_ENDED) return 'already-ended'
    throw error
  }
}

/** `POST /v3/jobs/stop` answers `result: false`, without a reason, where it stops nothing (its reference page). */
function notStopped(): ActionError {
  return new ActionError('refused', 'The service did not stop the build (result: false)', {
    hint: 'The build may have ended; else stop it in the CodeArts console.',
    transient: true,
  })
}
