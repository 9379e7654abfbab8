import type { JsonObject } from '../../../../text/index.js'
import type { NoticeEvent, StepDefinition, TaskDefinition } from './shapes/index.js'
import { laidFields, meaning, sameMeaning } from './meaning.js'
import {
  laidScms,
  laidSteps,
  laidTriggers,
  listIn,
  scmView,
  stepView,
  triggerView,
  withoutNothing,
} from './wire-lists.js'
import { isSameNotice, type Notice } from './notice.js'
import { laidParameters, parameterName, parametersOf, parameterView } from './wire-parameters.js'

/** All that the service has of a task and that a definition may manage. */
export interface TaskState {
  /** The answer of the details call, as it came, without the values of sensitive parameters. */
  readonly config: JsonObject
  /** Names of the parameters whose values were taken out. */
  readonly withheld: ReadonlySet<string>
  /** Absent: not asked for, because nobody manages it. */
  readonly disabled?: boolean
  readonly notices?: ReadonlyMap<string, Notice>
}

export const NO_TASK: TaskState = {
  config: {},
  withheld: new Set(),
  disabled: false,
  notices: new Map(),
}

export interface LayOptions {
  readonly prune: boolean
  /** Those of the definition, else those of the template it names; undefined: not managed. */
  readonly steps?: readonly StepDefinition[]
}

/**
 * The task as it shall be: the definition laid over what is there. Whatever the definition doesn't name, and whatever
 * is equal by meaning, stays exactly as it is.
 */
export function laidTask(
  now: TaskState,
  definition: TaskDefinition,
  { prune, steps }: LayOptions,
): TaskState {
  const { scms, parameters, triggers, disabled, notifications } = definition
  const config = {
    ...laidFields(now.config, fieldsOf(now.config, definition)),
    ...list(now.config, 'scms', scms && laidScms(listIn(now.config, 'scms'), scms)),
    ...list(
      now.config,
      'parameters',
      parameters && laidParameters(parametersOf(now.config), parameters, prune),
    ),
    ...list(
      now.config,
      'triggers',
      triggers && laidTriggers(listIn(now.config, 'triggers'), triggers),
    ),
    ...list(now.config, 'steps', steps && laidSteps(listIn(now.config, 'steps'), steps)),
  }
  const notices = new Map(now.notices)
  for (const [type, events] of Object.entries(notifications ?? {})) {
    notices.set(type, laidNotice(notices.get(type), events))
  }
  return { ...now, config, notices, ...(disabled !== undefined && { disabled }) }
}

/** `timeout` is not among them: it can't be read back, so that a difference in it alone is none. */
function fieldsOf(now: JsonObject, definition: TaskDefinition): JsonObject {
  const { project, name, arch, flavor, raw } = definition
  return {
    ...raw,
    project_id: project,
    job_name: name,
    arch,
    ...(flavor !== undefined && !isSameFlavor(now['flavor'], flavor) && { flavor }),
  }
}

/** Written in both cases, and empty for the default (Terraform provider; recorded answers of a task list). */
function isSameFlavor(left: unknown, right: string): boolean {
  const plain = (flavor: unknown): string =>
    (typeof flavor === 'string' && flavor !== '' ? flavor : 'DEFAULT').toUpperCase()
  return plain(left) === plain(right)
}

/** A list that is unmanaged, or equal by meaning, keeps its own form: null, for instance. */
function list(now: JsonObject, name: string, laid: readonly unknown[] | undefined): JsonObject {
  return laid === undefined || sameMeaning(now[name], laid) ? {} : { [name]: laid }
}

function laidNotice(now: Notice | undefined, events: readonly NoticeEvent[]): Notice {
  return isSameNotice(now, { events }) ? (now ?? { events: [] }) : { ...now, events }
}

/** What differs between two states of a task, by the calls that would change it. */
export interface StateChanges {
  readonly task: boolean
  readonly disabled: boolean
  /** Types of notifications. */
  readonly notices: readonly string[]
}

export function changesBetween(now: TaskState, wanted: TaskState): StateChanges {
  const types = [...(wanted.notices?.keys() ?? [])]
  return {
    task: meaning(now.config) !== meaning(wanted.config),
    disabled: wanted.disabled !== undefined && (now.disabled ?? false) !== wanted.disabled,
    notices: types.filter(
      (type) => !isSameNotice(now.notices?.get(type), wanted.notices?.get(type)),
    ),
  }
}

export function changesAnything({ task, disabled, notices }: StateChanges): boolean {
  return task || disabled || notices.length > 0
}

/** Fields that only the service writes (seen in answers alone), and those with a key of their own. */
const NOT_RAW = new Set([
  ...['job_id', 'project_id', 'job_name', 'arch', 'flavor', 'timeout', 'scms', 'parameters'],
  ...['triggers', 'steps', 'domain_id', 'limit_time', 'source_code', 'actions'],
  ...['build_environment_type', 'cluster_selected'],
])
const WRITTEN_BY_SERVICE = /_time$|^creat|^updat|^last_|^is_/

/** The task in the form of a definition, with everything that a definition can hold. */
export function taskView({ config, disabled, notices }: TaskState): JsonObject {
  const raw = Object.entries(config).filter(
    ([key]) => !NOT_RAW.has(key) && !WRITTEN_BY_SERVICE.test(key),
  )
  const parameters = parametersOf(config).map(
    (parameter) => [parameterName(parameter), parameterView(parameter)] as const,
  )
  const shown = [...(notices ?? [])].filter(([, { events }]) => events.length > 0).sort()
  return {
    ...withoutNothing({
      project: config['project_id'],
      name: config['job_name'],
      arch: config['arch'],
      flavor: config['flavor'],
    }),
    ...(disabled !== undefined && { disabled }),
    ...withoutNothing({ scms: listIn(config, 'scms').map(scmView) }),
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
    ...withoutNothing({
      triggers: listIn(config, 'triggers').map(triggerView),
      steps: listIn(config, 'steps').map(stepView),
    }),
    ...withoutNothing({
      notifications: Object.fromEntries(
        shown.map(([type, { events }]) => [type, [...events].sort()]),
      ),
      raw: withoutNothing(Object.fromEntries(raw)),
    }),
  }
}
