import { ActionError } from '../../../core/index.js'
import { isList } from '../../../text/index.js'
import type { AwsJsonClient } from '../protocol/index.js'

/** Throws where the project isn't there, or can't be looked at. Whether it may be started is known only to a start. */
export async function checkProject(
  client: AwsJsonClient,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const call = { operation: 'BatchGetProjects', body: { names: [name] }, reads: true }
  const { projects } = await client.call(call, signal)
  if (isList(projects) && projects.length > 0) return
  throw new ActionError(
    'not-found',
    `There is no CodeBuild project ${name} in this account and region.`,
    {
      hint: 'Check project-name and region, and that the credentials are of the account that has the project.',
    },
  )
}
