import { ActionError } from '../../../../core/index.js'
import type { JsonObject } from '../../../../text/index.js'
import type { StepDefinition, TaskDefinition } from './shapes/index.js'
import { differingPaths } from './meaning.js'
import {
  changesAnything,
  changesBetween,
  laidTask,
  NO_TASK,
  type StateChanges,
  type TaskState,
  taskView,
} from './task-state.js'
import { textDiff } from './text-diff.js'
import { listIn } from './wire-lists.js'
import { isSensitive, parameterName, parametersOf, sentParameter } from './wire-parameters.js'

export interface PlanOptions {
  readonly prune: boolean
  readonly forceSecrets: boolean
  /** Of the definition, else of the template it names. */
  readonly steps?: readonly StepDefinition[]
}

/** What would be done to make the task what its definition says. Made without a call, and carried out as it is. */
export interface TaskPlan {
  readonly action: 'none' | 'create' | 'update'
  readonly now: TaskState
  readonly wanted: TaskState
  readonly changes: StateChanges
  readonly options: PlanOptions
  /** Whether the task is written only because a secret may have changed. */
  readonly forced: boolean
  /** As in the definition, e.g. `task.steps[1].with.image`. */
  readonly paths: readonly string[]
  readonly diff: string
}

/** `now` undefined: there is no such task yet. */
export function planTask(
  now: TaskState | undefined,
  definition: TaskDefinition,
  options: PlanOptions,
): TaskPlan {
  if (now === undefined && options.steps === undefined) throw withoutSteps()
  const state = now ?? NO_TASK
  const wanted = laidTask(state, definition, options)
  const found = changesBetween(state, wanted)
  const forced =
    now !== undefined && options.forceSecrets && !found.task && hasSecret(wanted, definition)
  const changes = { ...found, task: found.task || forced || now === undefined }
  const views = [now && taskView(state), taskView(wanted)] as const
  return {
    action: now === undefined ? 'create' : changesAnything(changes) ? 'update' : 'none',
    now: state,
    wanted,
    changes,
    options,
    forced,
    paths: differingPaths(views[0] ?? {}, views[1], 'task'),
    diff: textDiff(...views),
  }
}

function hasSecret({ config }: TaskState, { parameters }: TaskDefinition): boolean {
  return parametersOf(config).some(
    (one) => isSensitive(one) && parameters?.get(parameterName(one))?.valueFrom !== undefined,
  )
}

/** Gives the value of an environment variable; undefined where it is not set, or empty. */
export type Variable = (name: string) => string | undefined

/**
 * The sensitive parameters that the task will keep and that have no value to send. A write replaces everything, and a
 * value that was read must not be sent back, so each one needs a value, named in the file or not.
 */
export function missingSecrets(
  { wanted, now }: Pick<TaskPlan, 'wanted' | 'now'>,
  definition: Pick<TaskDefinition, 'parameters'>,
  variable: Variable,
): readonly string[] {
  return parametersOf(wanted.config)
    .filter((one) => {
      const named = definition.parameters?.get(parameterName(one))
      if (isSensitive(one)) return secretOf(named, variable) === undefined
      // Also for a parameter that is to be sensitive no longer: its old value was taken out, so the file must give one.
      return now.withheld.has(parameterName(one)) && named?.default === undefined
    })
    .map(parameterName)
}

function secretOf(
  named: { readonly valueFrom?: { readonly env: string } } | undefined,
  variable: Variable,
): string | undefined {
  return named?.valueFrom && variable(named.valueFrom.env)
}

/**
 * The body of a create or update: the whole wanted task, with the secrets in it. Everything that was read is sent along,
 * because no document says whether a missing field would be kept or reset.
 */
export function taskBody(
  { wanted, options }: Pick<TaskPlan, 'wanted' | 'options'>,
  definition: TaskDefinition,
  variable: Variable,
  jobId?: string,
): JsonObject {
  const { config } = wanted
  const { timeout } = definition
  const parameters = parametersOf(config).map((one) => {
    const named = definition.parameters?.get(parameterName(one))
    return sentParameter(one, isSensitive(one) ? secretOf(named, variable) : undefined)
  })
  return {
    ...config,
    // Mandatory: an empty list that the file gives goes along, even where it equals what is there by meaning.
    ...(options.steps && { steps: listIn(config, 'steps') }),
    ...(parameters.length > 0 && { parameters }),
    // Comes back as limit_time without its unit (recorded answer), if at all: it is only ever sent.
    ...(timeout && { timeout }),
    // The id in the details may be another one (recorded answer): the one that was asked for counts.
    ...(jobId !== undefined && { job_id: jobId }),
  }
}

function withoutSteps(): ActionError {
  return new ActionError(
    'bad-input',
    'There is no such task yet, and the file has neither steps nor template.',
    {
      hint: 'Add steps (an empty list will do) or template, or give the job-id of the task that is meant.',
    },
  )
}
