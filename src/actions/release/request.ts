import type { FollowedAction, ReleaseAction } from '../../clouds/huawei/servicestage/index.js'
import type { InputGroup, InputSheet as Sheet } from '../../inputs/index.js'
import type { Yaml } from '../load-yaml.js'
import { readSelectedTasks, type SelectedStage } from './selected-tasks.js'

/** What is asked of the release task. */
export type Request =
  | { readonly action: FollowedAction; readonly body: RequestBody; readonly leaveWaiting: boolean }
  | { readonly action: 'approval'; readonly body: RequestBody }
  | { readonly action: 'stop' }

/** In the names of the service's call. */
export interface RequestBody {
  readonly selected_tasks?: readonly SelectedStage[]
  readonly task_name?: string
  readonly approval_type?: 'agree' | 'refuse'
  readonly message?: string
  readonly [name: string]: unknown
}

type Name =
  | 'action'
  | 'selected-tasks'
  | 'task-name'
  | 'approval-type'
  | 'message'
  | 'on-waiting'
  | 'stop-on-cancel'
  | 'stop-on-timeout'
type InputSheet = Sheet<Name>

const ACTIONS = ['start', 'stop', 'retry', 'approval', 'continue', 'rollback'] as const
const FOLLOWED: readonly ReleaseAction[] = ['start', 'retry', 'continue', 'rollback']

/** Which actions use an input that not all of them use. */
const USED_BY: Readonly<Record<Exclude<Name, 'action'>, readonly ReleaseAction[]>> = {
  'selected-tasks': ['start'],
  'task-name': ['approval'],
  'approval-type': ['approval'],
  message: ['approval'],
  'on-waiting': FOLLOWED,
  'stop-on-cancel': FOLLOWED,
  'stop-on-timeout': FOLLOWED,
}

/** `yaml` is needed where selected-tasks is given. */
export function requestInputs(yaml: Yaml | undefined): InputGroup<Name, Request> {
  return {
    table: {
      action: { default: 'start' },
      'selected-tasks': {},
      'task-name': {},
      'approval-type': {},
      message: {},
      'on-waiting': { default: 'wait' },
      'stop-on-cancel': { default: 'true' },
      'stop-on-timeout': { default: 'true' },
    },
    read: (sheet) => {
      const given = sheet.text('action')
      const action = ACTIONS.find((one) => one === given)
      const leaveWaiting = sheet.choice('on-waiting', ['wait', 'leave']) === 'leave'
      if (action === undefined) {
        sheet.problem(`Input action is ${sheet.quoted(given)}: it must be ${ACTIONS.join(', ')}.`)
        return undefined
      }
      complainOfUnused(sheet, action)
      if (action === 'stop') return { action }
      if (action === 'approval') return readApproval(sheet)
      const selected = action === 'start' ? readSelected(sheet, yaml) : {}
      return selected && { action, body: selected, leaveWaiting }
    },
  }
}

function complainOfUnused(sheet: InputSheet, action: ReleaseAction): void {
  const names: readonly Exclude<Name, 'action'>[] = [
    'selected-tasks',
    'task-name',
    'approval-type',
    'message',
    'on-waiting',
    'stop-on-cancel',
    'stop-on-timeout',
  ]
  for (const name of names) {
    const users = USED_BY[name]
    if (users.includes(action) || !sheet.isGiven(name)) continue
    sheet.problem(
      `Input ${name} is not used with action ${action}, only with ${users.join(', ')}: remove it, or change action.`,
    )
  }
}

function readSelected(sheet: InputSheet, yaml: Yaml | undefined): RequestBody | undefined {
  const text = sheet.text('selected-tasks')
  if (text === '' || yaml === undefined) return {}
  const selected = readSelectedTasks(text, yaml, (value) => sheet.quoted(value))
  if (typeof selected !== 'string') return { selected_tasks: selected }
  sheet.problem(selected)
  return undefined
}

function readApproval(sheet: InputSheet): Request | undefined {
  const name = sheet.text('task-name')
  const given = sheet.text('approval-type')
  const type = (['agree', 'refuse'] as const).find((one) => one === given)
  const message = sheet.text('message')
  if (name === '') {
    sheet.problem(
      'Input task-name is empty: action approval needs the name of the task that is to be approved.',
    )
  }
  if (type === undefined) {
    sheet.problem(
      `Input approval-type is ${sheet.quoted(given)}: action approval needs it to be agree or refuse.`,
    )
  }
  if (name === '' || type === undefined) return undefined
  const body = { task_name: name, approval_type: type, ...(message !== '' && { message }) }
  return { action: 'approval', body }
}
