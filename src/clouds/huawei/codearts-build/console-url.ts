import { REGIONS } from '../regions.js'

/**
 * The build's page in the CodeArts console; `undefined` where the region's console is not known.
 *
 * Assumption: `/detail/history/` before the task's id is what the API reference says of the address of a task's
 * history page ("Obtaining Build Task Details", parameter job_id); the host's pattern and the build number after the id stand in
 * no document.
 */
export function consoleUrl(
  region: string | undefined,
  jobId: string,
  buildNumber: number,
): string | undefined {
  const known = region === undefined ? undefined : REGIONS.get(region)
  if (known?.build?.endsWith('.myhuaweicloud.com') !== true || region === undefined)
    return undefined
  return `https://devcloud.${region}.huaweicloud.com/cloudbuild/detail/history/${jobId}/${buildNumber}`
}
