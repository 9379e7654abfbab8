import { huaweiAccount } from '../../clouds/huawei/index.js'
import { releaseEndpoint, type ReleaseTaskRef } from '../../clouds/huawei/servicestage/index.js'
import {
  type ActionInputs,
  actionInputs,
  type ConfigOf,
  type InputGroup,
  type InputSheet,
  runInputs,
} from '../../inputs/index.js'
import type { Yaml } from '../load-yaml.js'
import { requestInputs } from './request.js'

const ID = /^[0-9A-Za-z-]{1,64}$/

type TaskInput = 'project-id' | 'pipeline-id'

const taskInputs: InputGroup<TaskInput, ReleaseTaskRef> = {
  table: { 'project-id': {}, 'pipeline-id': {} },
  read: (sheet) => {
    const projectId = readId(sheet, 'project-id', "the region's project, not the CodeArts project")
    const pipelineId = readId(sheet, 'pipeline-id', "in the address of the release task's page")
    if (projectId === undefined || pipelineId === undefined) return undefined
    return { projectId, pipelineId }
  },
}

const summaryInput: InputGroup<'step-summary', boolean> = {
  table: { 'step-summary': { default: 'true' } },
  read: (sheet) => sheet.boolean('step-summary'),
}

/** With the YAML library, where selected-tasks has to be read. */
export function releaseInputsWith(yaml: Yaml | undefined) {
  return actionInputs({
    account: huaweiAccount,
    endpoint: releaseEndpoint,
    task: taskInputs,
    request: requestInputs(yaml),
    run: runInputs({ timeoutMinutes: '60', pollIntervalSeconds: '5' }),
    summary: summaryInput,
  })
}

export const releaseInputs: ActionInputs = releaseInputsWith(undefined)

export type ReleaseConfig = ConfigOf<ReturnType<typeof releaseInputsWith>>

function readId(sheet: InputSheet<TaskInput>, name: TaskInput, where: string): string | undefined {
  const id = sheet.text(name)
  if (ID.test(id)) return id
  sheet.problem(
    id === ''
      ? `Input ${name} is empty: set it to the id (${where}).`
      : `Input ${name} is ${sheet.quoted(id)}: it must be an id of 1 to 64 letters, digits and hyphens (${where}).`,
  )
  return undefined
}
