import { checkProject, type StartRequest } from '../../clouds/aws/codebuild/index.js'
import { repeatedRead, type Verdict } from '../../core/index.js'
import type { Context } from '../entry.js'
import type { CodeBuildService } from './connect-codebuild.js'
import type { CodeBuildConfig } from './inputs.js'

/** Checks that the project is there, and prints what would be sent; starts nothing. */
export async function dryRun(
  { endpoint, project }: CodeBuildConfig,
  { options }: CodeBuildService,
  { body }: StartRequest,
  { console, clock, random, cancel }: Context,
): Promise<Verdict> {
  const look = (): Promise<void> => checkProject(options.client, project.name, cancel)
  await repeatedRead(look, clock, random, cancel)
  console.line(
    `Project ${project.name} exists; only a start shows whether this account may run it.`,
  )
  console.line(`A run would send StartBuild to ${endpoint.href}`)
  // Left out, because each start has a new token.
  const fields = { ...body, idempotencyToken: undefined }
  for (const line of JSON.stringify(fields, undefined, 2).split('\n')) console.line(line)
  return { status: 'checked', exitCode: 0, message: 'Dry run: nothing was started.' }
}
