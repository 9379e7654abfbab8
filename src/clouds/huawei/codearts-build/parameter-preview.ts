import { nearest } from '../../../text/index.js'
import type { CalledService } from '../gateway/index.js'
import { taskParameters } from './api/definition-calls.js'
import type { BuildParameter } from './parameters.js'
import type { TaskParameter } from './wire/index.js'

const NEAR_NAMES = 3

/** What people should know of a run's parameters before it: what won't work as it reads, and what the build will take. */
export interface ParameterPreview {
  readonly warnings: readonly string[]
  readonly lines: readonly string[]
}

/**
 * Compares a run's parameters with those of its task. Values are never quoted, the task's own included: nobody knows
 * which of them are secrets that nobody marked.
 *
 * Assumption: what the task doesn't define, or doesn't let runs set, is ignored and not refused; no document names a
 * refusal (API reference, "Executing a Build Job", parameter `parameter`).
 */
export async function previewParameters(
  service: CalledService,
  jobId: string,
  given: readonly BuildParameter[],
  signal: AbortSignal,
): Promise<ParameterPreview> {
  const task = await taskParameters(service, jobId, signal)
  const names = new Set(given.map(({ name }) => name))
  const rest = task.filter(({ name }) => !names.has(name))
  return {
    warnings: given.flatMap((parameter) => warningOf(parameter, task)),
    lines: [
      task.length === 0
        ? 'The task defines no parameters.'
        : `The task's parameters: ${listed(task)}.`,
      ...(rest.length === 0
        ? []
        : [`Not given, so the build takes the task's own value: ${listed(rest)}.`]),
    ],
  }
}

function warningOf(
  { name, secret }: BuildParameter,
  task: readonly TaskParameter[],
): readonly string[] {
  const defined = task.find((one) => one.name === name)
  if (defined === undefined) {
    const near = nearest(
      name,
      task.map((one) => one.name),
      NEAR_NAMES,
    )
    const instead = near.length === 0 ? 'it defines none' : `most similar: ${near.join(', ')}`
    return [`The task has no parameter ${name}, so the build goes without it; ${instead}.`]
  }
  if (defined.setByRuns === false) {
    return [
      `Parameter ${name} may not be set by a run, so the build takes the task's own value: switch on its Runtime Settings in the task.`,
    ]
  }
  if (secret && !defined.isPrivate) {
    return [
      `Parameter ${name} is a secret here and not a private parameter in the task, so CodeArts Build shows its value to everybody who sees the build: make it private there.`,
    ]
  }
  return []
}

function listed(parameters: readonly TaskParameter[]): string {
  return parameters
    .map(({ name, isPrivate }) => (isPrivate ? `${name} (private)` : name))
    .join(', ')
}
