import { environmentInputs, projectInputs } from '../../clouds/aws/codebuild/index.js'
import { awsAccount, serviceEndpoint } from '../../clouds/aws/index.js'
import { checkInputs } from '../../github/checks/index.js'
import { actionInputs, type ConfigOf, dryRunInput, reportInputs } from '../../inputs/index.js'
import { problemMatcherInputs } from '../supervised/index.js'
import { codeBuildLog, codeBuildRun } from './run-inputs.js'
import { sentInputs } from './sent-inputs.js'
import { codeBuildSource } from './source-inputs.js'

export const codeBuildInputs = actionInputs({
  project: projectInputs,
  source: codeBuildSource,
  environment: environmentInputs,
  sent: sentInputs,
  account: awsAccount,
  endpoint: serviceEndpoint({
    input: 'endpoint',
    variable: 'AWS_ENDPOINT_URL_CODEBUILD',
    host: 'codebuild',
  }),
  logsEndpoint: serviceEndpoint({
    input: 'logs-endpoint',
    variable: 'AWS_ENDPOINT_URL_CLOUDWATCH_LOGS',
    host: 'logs',
  }),
  run: codeBuildRun,
  log: codeBuildLog,
  report: reportInputs,
  problemMatchers: problemMatcherInputs,
  check: checkInputs,
  dryRun: dryRunInput,
})

export type CodeBuildConfig = ConfigOf<typeof codeBuildInputs>
