import { badAnswer, field, textOf, unwrapped } from '../../gateway/index.js'
import { isList, isObject, type JsonObject } from '../../../../text/index.js'

/** A parameter as the task defines it. */
export interface TaskParameter {
  readonly name: string
  readonly defaultValue: string
  /** `staticVar`, "Runtime Settings" in the console: whether a run may set it. Undefined where the service doesn't say. */
  readonly setByRuns?: boolean
  /** `sensitiveVar`, "Private Parameter" in the console: whether the service hides its value. */
  readonly isPrivate: boolean
}

/**
 * The parameters that a task defines, by `/v1/job/{job_id}/config` or v3 `query`: a list of definitions, each a list of
 * name and value in which the parameter's own name is the value of `name`.
 */
export function readTaskParameters(call: string, answer: unknown): readonly TaskParameter[] {
  const task = unwrapped(answer)
  const list = task && field(task, 'parameters')
  if (task === undefined || (list !== undefined && !isList(list))) {
    throw badAnswer(call, 'parameters', answer)
  }
  return (list ?? []).map((definition) => {
    const fields = isObject(definition) ? valuesOf(field(definition, 'params')) : undefined
    const name = fields?.get('name')
    if (fields === undefined || name === undefined) throw badAnswer(call, 'parameters', answer)
    const setByRuns = fields.get('staticVar')
    return {
      name,
      defaultValue: fields.get('defaultValue') ?? '',
      ...(setByRuns !== undefined && setByRuns !== '' && { setByRuns: isTrue(setByRuns) }),
      isPrivate: isTrue(fields.get('sensitiveVar')),
    }
  })
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true'
}

function valuesOf(params: unknown): ReadonlyMap<string, string> | undefined {
  if (!isList(params)) return undefined
  return new Map(params.filter(isObject).flatMap(entryOf))
}

function entryOf(param: JsonObject): readonly (readonly [string, string])[] {
  const name = textOf(param, 'name')
  if (name === undefined) return []
  const value = field(param, 'value')
  return [[name, typeof value === 'boolean' ? String(value) : (textOf(param, 'value') ?? '')]]
}
