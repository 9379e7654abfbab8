import { ActionError, type Artifact, type RunReport, type Step } from '../../../core/index.js'
import type { BuildApi } from './api/build-api.js'
import type { BuildRun } from './api/build-run.js'
import { stepStatus } from './wire/index.js'

/**
 * Steps and artifacts, read side by side. A part that can't be read is empty, with a debug line, and changes no verdict.
 * `stopped`: the build was ended from outside, so no step can still be running.
 */
export async function readReport(
  api: BuildApi,
  run: BuildRun,
  stopped: boolean,
  debug: (line: string) => void,
  signal: AbortSignal,
): Promise<Pick<RunReport, 'steps' | 'artifacts'>> {
  const orNothing = async <T>(part: string, read: Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await read
    } catch (error) {
      if (!(error instanceof ActionError)) throw error
      debug(`${part} can't be read: ${error.message}`)
      return []
    }
  }
  const [shownSteps, artifacts] = await Promise.all([
    orNothing<Step>('steps', readSteps(api, run, stopped, signal)),
    orNothing<Artifact>('artifacts', api.artifacts(run, signal)),
  ])
  return { steps: shownSteps, artifacts }
}

/** The build's steps as they are now, by the service's list of those it shows. */
export async function readSteps(
  api: BuildApi,
  run: BuildRun,
  stopped: boolean,
  signal: AbortSignal,
): Promise<readonly Step[]> {
  const { steps } = await api.historyDetails(run, signal)
  return steps.map(({ name, status, durationMs }) => ({
    name,
    status: stepStatus(status, stopped),
    ...(durationMs !== undefined && { durationMs }),
  }))
}
