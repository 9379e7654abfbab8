import { complainOfUnused } from '../as-code/modes.js'
import { fileToWrite } from '../as-code/workspace-file.js'
import { buildEndpoint, taskRef, type TaskRef } from '../../clouds/huawei/codearts-build/index.js'
import { huaweiAccount } from '../../clouds/huawei/index.js'
import {
  actionInputs,
  type ConfigOf,
  type InputGroup,
  type InputSheet,
} from '../../inputs/index.js'

/** What to do with which task. */
export type TaskWork =
  | {
      readonly mode: 'plan' | 'apply'
      readonly file: string
      /** Absent: the file names the task. */
      readonly task?: TaskRef
      readonly prune: boolean
      readonly forceSecrets: boolean
      readonly failOnDrift: boolean
      readonly summary: boolean
    }
  | { readonly mode: 'export'; readonly task: TaskRef; readonly file: string }
  | { readonly mode: 'delete'; readonly task: TaskRef; readonly confirm: string }
  | { readonly mode: 'enable' | 'disable'; readonly task: TaskRef }

const MODES = ['plan', 'apply', 'export', 'delete', 'enable', 'disable'] as const
const USES = {
  file: ['plan', 'apply', 'export'],
  prune: ['plan', 'apply'],
  'force-secrets': ['plan', 'apply'],
  'fail-on-drift': ['plan'],
  confirm: ['delete'],
} as const

const TABLE = {
  mode: { default: 'plan' },
  file: {},
  ...taskRef.table,
  prune: { default: 'false' },
  'fail-on-drift': { default: 'false' },
  confirm: {},
  'force-secrets': { default: 'false' },
  'step-summary': { default: 'true' },
} as const
type Name = keyof typeof TABLE

const work: InputGroup<Name, TaskWork> = {
  table: TABLE,
  read: (sheet) => {
    const mode = sheet.choice('mode', MODES)
    const isKnown = sheet.text('mode') === mode
    if (isKnown) complainOfUnused(sheet, mode, USES)
    const named = (['job-id', 'project-id', 'job-name'] as const).some((one) => sheet.isGiven(one))
    const byFile = isKnown && (mode === 'plan' || mode === 'apply')
    const task = named || !byFile ? taskRef.read(sheet) : undefined
    const flags = {
      prune: sheet.boolean('prune'),
      forceSecrets: sheet.boolean('force-secrets'),
      failOnDrift: sheet.boolean('fail-on-drift'),
      summary: sheet.boolean('step-summary'),
    }
    const [file, confirm] = [sheet.text('file'), sheet.text('confirm')]
    if (isKnown && file === '' && USES.file.some((one) => one === mode)) {
      sheet.problem(`Input file is missing: mode ${mode} needs the path of the definition.`)
      return undefined
    }
    if (isKnown && mode === 'delete' && confirm === '') {
      sheet.problem("Input confirm is missing: mode delete needs the task's exact name in it.")
    }
    if (byFile) return { mode, file, ...(task && { task }), ...flags }
    if (task === undefined) return undefined
    if (mode === 'export') {
      complainOfPlace(sheet, file)
      return { mode, task, file }
    }
    if (mode === 'delete') return { mode, task, confirm }
    return mode === 'enable' || mode === 'disable' ? { mode, task } : undefined
  },
}

/** A problem if the file can't be written. A file to be read is checked when it is read. */
function complainOfPlace(sheet: InputSheet<Name>, file: string): void {
  const place = fileToWrite(sheet.env, file)
  if ('problem' in place) sheet.problem(`Input file is ${sheet.quoted(file)}: it ${place.problem}.`)
}

export const taskInputs = actionInputs({
  account: huaweiAccount,
  endpoint: buildEndpoint,
  work,
})

export type TaskConfig = ConfigOf<typeof taskInputs>
