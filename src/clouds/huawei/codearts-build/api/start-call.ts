import type { BuildParameter } from '../parameters.js'
import {
  type ApiVersions,
  countOf,
  type ServiceCall,
  type ServiceClient,
  shapeOf,
  textOf,
  unwrapped,
} from '../../gateway/index.js'
import { ActionError, type RunSource } from '../../../../core/index.js'
import type { JsonObject } from '../../../../text/index.js'

export interface StartRequest {
  readonly jobId: string
  readonly source: RunSource
  readonly parameters: readonly BuildParameter[]
}

export interface StartedBuild {
  readonly buildNumber: number
  readonly dailyNumber?: string
}

/** The start call may answer slowly, and a time-out would leave it unclear whether a build was started. */
const START_ANSWER_MS = 30_000

/**
 * Starts one build: one request, save for the two cases that show that nothing was started. Those are a call that
 * isn't published, and a form that older sites refuse.
 */
export async function startBuild(
  client: ServiceClient,
  versions: ApiVersions,
  request: StartRequest,
  signal: AbortSignal,
): Promise<StartedBuild> {
  const send = (path: readonly string[]) => async (): Promise<StartedBuild> => {
    try {
      return await post(client, path, startBody(request), signal)
    } catch (error) {
      if (request.source.kind === 'default' || !isFormRefusal(error)) throw error
      return await post(client, path, startBody(request, 'without build_type'), signal)
    }
  }
  return await versions.first('start', [
    { name: 'v3', run: send(['v3', 'jobs', 'build']) },
    { name: 'v1', run: send(['v1', 'job', 'execute']) },
  ])
}

/**
 * What the start call carries (CodeArts Build API reference, "Executing a Build Task"). `build_type` is in its newer
 * edition only; without it a task that is set to build tags ignores the commit.
 */
export function startBody(
  { jobId, source, parameters }: StartRequest,
  form: 'with build_type' | 'without build_type' = 'with build_type',
): JsonObject {
  const typed = form === 'with build_type'
  return {
    job_id: jobId,
    ...(parameters.length > 0 && {
      parameter: parameters.map(({ name, value }) => ({ name, value })),
    }),
    ...(source.kind === 'commit' && {
      scm: { ...(typed && { build_type: 'commitId' }), build_commit_id: source.commit },
    }),
    ...(source.kind === 'tag' && {
      scm: { ...(typed && { build_type: 'tag' }), build_tag: source.tag },
    }),
  }
}

async function post(
  client: ServiceClient,
  path: readonly string[],
  body: JsonObject,
  signal: AbortSignal,
): Promise<StartedBuild> {
  const call: ServiceCall = { method: 'POST', path, body, answerWithinMs: START_ANSWER_MS }
  const answer = await client.json(call, signal)
  const started = unwrapped(answer)
  const buildNumber = started && countOf(started, 'actual_build_number')
  if (started === undefined || buildNumber === undefined || buildNumber === 0) {
    throw withoutNumber(answer)
  }
  const dailyNumber = textOf(started, 'daily_build_number') ?? textOf(started, 'daily_build_num')
  return { buildNumber, ...(dailyNumber !== undefined && { dailyNumber }) }
}

/** The request was accepted, and the answer doesn't name the build: it probably runs. */
function withoutNumber(answer: unknown): ActionError {
  return new ActionError(
    'bad-answer',
    `The start was answered without a build number (${shapeOf(answer)})`,
    { hint: "Look at the task's history before starting again.", delivery: 'unclear' },
  )
}

const BAD_PARAMETER = new Set(['CB.00060200', 'DEV.CB.032000', 'DEV.CB.032011'])
const BAD_JOB_ID = 'CB.00060201'

/** A 400 about parameters: by the service's own code, or by the words of a gateway that knows none. */
function isFormRefusal(error: unknown): boolean {
  if (!(error instanceof ActionError) || error.httpStatus !== 400) return false
  if (error.delivery !== 'answered' || error.remoteCode === BAD_JOB_ID) return false
  if (error.remoteCode !== undefined && BAD_PARAMETER.has(error.remoteCode)) return true
  return /param|build_?type|\bscm\b|\bfield\b|argument|参数/i.test(error.message)
}
