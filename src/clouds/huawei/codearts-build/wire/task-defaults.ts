import { badAnswer, field, textOf, unwrapped } from '../../gateway/index.js'
import { isList, isObject, type JsonObject } from '../../../../text/index.js'

/**
 * The values that a task itself gives its parameters, by `/v1/job/{job_id}/config` or v3 `query`: a list of definitions,
 * each a list of name and value in which the parameter's own name is the value of `name`.
 */
export function readTaskDefaults(call: string, answer: unknown): ReadonlyMap<string, string> {
  const task = unwrapped(answer)
  const list = task && field(task, 'parameters')
  if (task === undefined || (list !== undefined && !isList(list))) {
    throw badAnswer(call, 'parameters', answer)
  }
  const defaults = new Map<string, string>()
  for (const definition of list ?? []) {
    const fields = isObject(definition) ? valuesOf(field(definition, 'params')) : undefined
    const name = fields?.get('name')
    if (fields === undefined || name === undefined) throw badAnswer(call, 'parameters', answer)
    defaults.set(name, fields.get('defaultValue') ?? '')
  }
  return defaults
}

function valuesOf(params: unknown): ReadonlyMap<string, string> | undefined {
  if (!isList(params)) return undefined
  return new Map(params.filter(isObject).flatMap(entryOf))
}

function entryOf(param: JsonObject): readonly (readonly [string, string])[] {
  const name = textOf(param, 'name')
  return name === undefined ? [] : [[name, textOf(param, 'value') ?? '']]
}
