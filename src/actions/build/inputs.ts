import {
  buildEndpoint,
  logLevelInput,
  parameterInputs,
  reuseInputs,
  taskRef,
} from '../../clouds/huawei/codearts-build/index.js'
import { huaweiAccount } from '../../clouds/huawei/index.js'
import { checkInputs } from '../../github/checks/index.js'
import { sourceInputs } from '../../github/runner/index.js'
import {
  actionInputs,
  type ConfigOf,
  dryRunInput,
  logInputs,
  reportInputs,
  runInputs,
} from '../../inputs/index.js'
import { problemMatcherInputs } from '../supervised/index.js'

export const buildInputs = actionInputs({
  parameters: parameterInputs,
  account: huaweiAccount,
  endpoint: buildEndpoint,
  task: taskRef,
  source: sourceInputs,
  run: runInputs({ timeoutMinutes: '240', pollIntervalSeconds: '3' }),
  log: logInputs,
  logLevel: logLevelInput,
  report: reportInputs,
  problemMatchers: problemMatcherInputs,
  check: checkInputs,
  reuse: reuseInputs,
  dryRun: dryRunInput,
})

export type BuildConfig = ConfigOf<typeof buildInputs>
