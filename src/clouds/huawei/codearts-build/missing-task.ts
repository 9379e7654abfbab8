import { statusOf } from '../gateway/index.js'
import { ActionError } from '../../../core/index.js'

/** A refusal because of the task itself, in a sentence that names it; any other failure as it is. */
export function withTaskNamed(error: unknown, jobId: string, region: string | undefined): unknown {
  if (!(error instanceof ActionError) || error.code !== 'not-found') return error
  // A refusal without a code of the service's comes from something else at a wrong address.
  if (error.httpStatus === undefined || error.remoteCode === undefined) return error
  const where = region === undefined ? 'at this endpoint' : `in region ${region}`
  const figures = statusOf(error.httpStatus, error.remoteCode)
  return error.with({
    message: `There is no build task ${jobId} ${where}, or the signed-in user or agency can't see it (${figures}).`,
    hint: "Copy the id again from the address of the task's page, and check region. Only members of the task's CodeArts project see it: add the user, or with OIDC the agency.",
  })
}
