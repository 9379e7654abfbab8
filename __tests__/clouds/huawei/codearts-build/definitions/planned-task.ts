import type { TaskDefinition } from '../../../../../src/clouds/huawei/codearts-build/definitions/index.js'
import {
  type PlanOptions,
  planTask,
  type TaskPlan,
} from '../../../../../src/clouds/huawei/codearts-build/definitions/task-plan.js'
import type { TaskState } from '../../../../../src/clouds/huawei/codearts-build/definitions/task-state.js'
import { withheldParameters } from '../../../../../src/clouds/huawei/codearts-build/definitions/wire-parameters.js'
import { parameter } from '../../../../support/as-code.js'
import { PROJECT_ID } from '../../../../support/ids.js'

export const MAVEN = {
  module_id: 'devcloud2018.codeci_action_20043.action',
  name: 'Maven',
  enable: true,
  properties: { image: 'maven3', preCondition: 'SUCCESS' },
}
/** A task as the details call shows it. */
export const CONFIG = {
  job_id: 'another-id',
  project_id: PROJECT_ID,
  job_name: 'shop',
  arch: 'x86-64',
  flavor: '2U8G',
  host_type: 'devcloud',
  group_id: null,
  limit_time: '4',
  domain_id: 'domain',
  triggers: null,
  scms: [{ scm_type: 'codehub', url: 'git@host:shop.git', branch: 'main', repo_id: '7' }],
  parameters: [parameter('branch', { defaultValue: 'main' })],
  steps: [MAVEN],
}

export function stateOf(config: object = {}, rest: Partial<TaskState> = {}): TaskState {
  const withheld = withheldParameters({ ...CONFIG, ...config })
  return { config: withheld.config, withheld: withheld.names, ...rest }
}

export function planned(
  definition: TaskDefinition,
  now: TaskState | 'not there' = stateOf(),
  options: Partial<PlanOptions> = {},
): TaskPlan {
  const { steps } = definition
  return planTask(now === 'not there' ? undefined : now, definition, {
    prune: false,
    forceSecrets: false,
    ...(steps && { steps }),
    ...options,
  })
}
