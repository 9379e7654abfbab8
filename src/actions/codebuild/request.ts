import {
  chosenEnvironment,
  startRequest,
  type StartRequest,
} from '../../clouds/aws/codebuild/index.js'
import { ActionError } from '../../core/index.js'
import type { Secrets } from '../../text/index.js'
import type { CodeBuildConfig } from './inputs.js'

/** The body of StartBuild, and the named variables that are not sent. */
export interface ComposedRequest {
  readonly request: StartRequest
  readonly heldBack: readonly string[]
}

/** The body in the fields of AWS's own action, so that the same inputs ask for the same build. */
export function composedRequest(
  { project, source, environment }: CodeBuildConfig,
  env: NodeJS.ProcessEnv,
  secrets: Secrets,
): ComposedRequest {
  const holdsSecret = (text: string): boolean => secrets.starred(text) !== text
  const { variables, heldBack } = chosenEnvironment(environment, env, holdsSecret)
  const { name, overrides, artifactsType } = project
  const { version, type, location } = source
  const fields = {
    ...(version !== undefined && { sourceVersion: version }),
    ...(type !== undefined && { sourceTypeOverride: type }),
    ...(location !== undefined && { sourceLocationOverride: location }),
    ...overrides,
    ...(artifactsType !== undefined && { artifactsOverride: { type: artifactsType } }),
    environmentVariablesOverride: variables,
  }
  return { request: startRequest({ projectName: name, ...fields }), heldBack }
}

export function heldBackWarning(names: readonly string[]): ActionError {
  return new ActionError(
    'bad-input',
    `Not sent to CodeBuild, where everybody could read them: ${names.join(', ')} (the name ends in TOKEN, or the value holds a secret).`,
    {
      hint: 'Keep the value in Parameter Store or Secrets Manager, and name it in secret-references.',
    },
  )
}
