import { ActionError } from '../../../../core/index.js'

/** A task that isn't there is an error, whatever was meant to be done with it. */
export function noSuchTask(jobId: string, error: unknown): unknown {
  if (!(error instanceof ActionError) || error.code !== 'not-found') return error
  return error.with({
    message: `There is no build task with the id ${jobId}. ${error.message}`,
    hint: 'Check job-id and region. Leave job-id out to create the task of the file.',
    transient: false,
  })
}
