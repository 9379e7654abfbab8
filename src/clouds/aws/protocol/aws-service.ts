/** A service that speaks AWS JSON 1.1. */
export interface AwsService {
  /** As people call it. */
  readonly label: string
  /** In signatures, and before the permissions of its operations: `codebuild` in `codebuild:StopBuild`. */
  readonly name: string
  /** Before the operation in the header `X-Amz-Target`. */
  readonly target: string
}

export const CODEBUILD: AwsService = {
  label: 'CodeBuild',
  name: 'codebuild',
  target: 'CodeBuild_20161006',
}

export const CLOUDWATCH_LOGS: AwsService = {
  label: 'CloudWatch Logs',
  name: 'logs',
  target: 'Logs_20140328',
}

const SERVICES = [CODEBUILD, CLOUDWATCH_LOGS]

/** The signing name of the service that a request is for, by its `X-Amz-Target`. */
export function signingNameOf(target: string | undefined): string {
  const service = SERVICES.find((one) => target?.startsWith(`${one.target}.`) === true)
  if (service === undefined) throw new Error(`No AWS service is known for target ${target ?? ''}.`)
  return service.name
}
