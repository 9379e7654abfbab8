import { ActionError, type RunRef } from '../../../../core/index.js'

/** One build, as the paths of the service name it. */
export interface BuildRun {
  readonly jobId: string
  readonly buildNumber: number
}

export const JOB_ID = /^[0-9A-Za-z]{32}$/

export function refOf(run: BuildRun): RunRef {
  return { jobId: run.jobId, buildNumber: run.buildNumber }
}

/** Reads what `refOf` made, maybe in another process: its text went through the runner's state file. */
export function runOf(ref: RunRef): BuildRun {
  const { jobId, buildNumber } = ref
  if (typeof jobId === 'string' && JOB_ID.test(jobId) && isBuildNumber(buildNumber)) {
    return { jobId, buildNumber }
  }
  throw new ActionError('bad-input', 'The saved state does not name a build', {
    hint: "Something else wrote this action's state; look for the build in the CodeArts console.",
  })
}

function isBuildNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}
