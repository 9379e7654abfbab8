import { isList, isObject, type JsonObject } from '../../../../text/index.js'
import type { ParameterDefinition } from './shapes/index.js'
import { sameMeaning } from './meaning.js'

/**
 * A parameter as the service has it: `{name: "hudson.model.StringParameterDefinition", params: [{name, value,
 * limits}]}`, in which the inner names are the fields of one parameter and all values are strings (CodeArts Build API
 * reference, "Creating a Build Task", tables CreateBuildJobParameter and CreateBuildJobParameterParam).
 */
export type WireParameter = JsonObject

const DEFINITION = 'hudson.model.StringParameterDefinition'
const PLAIN = 'normalparam'
const ENUMERATION = 'customizeparam'

export function parametersOf(config: JsonObject): readonly WireParameter[] {
  const { parameters } = config
  return isList(parameters) ? parameters.filter(isObject) : []
}

/**
 * The inner name, which the service goes by; the outer one comes in upper case, too (sample of "Obtaining Build Task
 * Details").
 */
export function parameterName(parameter: WireParameter): string {
  return textIn(parameter, 'name') ?? ''
}

export function isSensitive(parameter: WireParameter): boolean {
  return textIn(parameter, 'sensitiveVar') === 'true'
}

/**
 * The parameters without the values of sensitive ones, and those values. No document says whether stars, ciphertext or the
 * secret itself comes back, so nobody may see, compare or send them.
 */
export function withheldParameters(config: JsonObject): {
  readonly config: JsonObject
  readonly names: ReadonlySet<string>
  readonly values: readonly string[]
} {
  const names = new Set<string>()
  const values: string[] = []
  const parameters = parametersOf(config).map((parameter) => {
    if (!isSensitive(parameter)) return parameter
    names.add(parameterName(parameter))
    const value = textIn(parameter, 'defaultValue')
    if (value !== undefined) values.push(value)
    return withField(parameter, 'defaultValue', null)
  })
  return { config: names.size === 0 ? config : { ...config, parameters }, names, values }
}

/** The file's parameters laid over those that are there; others go only where `prune` says so. */
export function laidParameters(
  now: readonly WireParameter[],
  wanted: ReadonlyMap<string, ParameterDefinition>,
  prune: boolean,
): readonly WireParameter[] {
  const known = new Set(now.map(parameterName))
  const kept = now
    .filter((parameter) => !prune || wanted.has(parameterName(parameter)))
    .map((parameter) => {
      const definition = wanted.get(parameterName(parameter))
      return definition === undefined ? parameter : laidParameter(parameter, definition)
    })
  const added = [...wanted]
    .filter(([name]) => !known.has(name))
    .map(([name, definition]) => laidParameter(newParameter(name), definition))
  return [...kept, ...added]
}

function laidParameter(now: WireParameter, wanted: ParameterDefinition): WireParameter {
  const { runtime, sensitive, description, values, type } = wanted
  let laid = now
  // The service leaves a flag out that is not set.
  if (runtime !== undefined) laid = withFlag(laid, 'staticVar', runtime)
  if (sensitive !== undefined) laid = withFlag(laid, 'sensitiveVar', sensitive)
  if (description !== undefined) laid = withText(laid, 'description', description)
  if (wanted.default !== undefined && !isSensitive(laid)) {
    laid = withText(laid, 'defaultValue', wanted.default)
  }
  if (values !== undefined) laid = withValues(laid, values)
  return type === undefined ? laid : withText(laid, 'type', type)
}

/** The fields that the console writes for a new parameter (sample of "Creating a Build Task"). */
function newParameter(name: string): WireParameter {
  const fields = {
    name,
    type: PLAIN,
    defaultValue: '',
    description: '',
    deletion: 'false',
    defaults: 'false',
    staticVar: 'false',
    sensitiveVar: 'false',
  }
  const params = Object.entries(fields).map(([field, value]) => ({ name: field, value }))
  return { name: DEFINITION, params }
}

/**
 * Assumption: the values of an enumeration are the `limits` beside its `type` (table LimitsParam; no sample shows one),
 * unless another field of the parameter has them already.
 */
function withValues(parameter: WireParameter, values: readonly string[]): WireParameter {
  if (sameMeaning(valuesOf(parameter), values)) return parameter
  const holder = paramsOf(parameter).find(({ limits }) => isList(limits) && limits.length > 0)
  const known = new Map(limitsOf(parameter).map((limit) => [limit['name'], limit] as const))
  const limits = values.map((name) => known.get(name) ?? { disable: '0', name, display_name: name })
  const typed = withText(parameter, 'type', values.length === 0 ? PLAIN : ENUMERATION)
  const field = typeof holder?.['name'] === 'string' ? holder['name'] : 'type'
  return withField(typed, field, undefined, limits)
}

/** The values of an enumeration that may be chosen. */
function valuesOf(parameter: WireParameter): readonly string[] {
  return limitsOf(parameter)
    .filter((limit) => limit['disable'] !== '1')
    .flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
}

function limitsOf(parameter: WireParameter): readonly JsonObject[] {
  return paramsOf(parameter).flatMap(({ limits }) =>
    isList(limits) ? limits.filter(isObject) : [],
  )
}

/** As a call takes it: the outer name as documented, and for a sensitive parameter its value, which goes nowhere else. */
export function sentParameter(parameter: WireParameter, secret: string | undefined): WireParameter {
  const { name } = parameter
  const isUsual = typeof name === 'string' && name.toLowerCase() === DEFINITION.toLowerCase()
  const named = isUsual ? { ...parameter, name: DEFINITION } : parameter
  return secret === undefined ? named : withField(named, 'defaultValue', secret)
}

/** How a parameter looks in a definition; of a sensitive one only that it is. */
export function parameterView(parameter: WireParameter): JsonObject {
  const sensitive = isSensitive(parameter)
  const [value, type] = [textIn(parameter, 'defaultValue'), textIn(parameter, 'type')]
  const description = textIn(parameter, 'description')
  const values = sensitive ? [] : valuesOf(parameter)
  const usual = values.length > 0 ? ENUMERATION : PLAIN
  return {
    ...(type !== undefined && type !== usual && { type }),
    ...(value !== undefined && !sensitive && { default: value }),
    ...(values.length > 0 && { values }),
    ...(textIn(parameter, 'staticVar') === 'true' && { runtime: true }),
    ...(sensitive && { sensitive: true }),
    ...(description !== undefined && { description }),
  }
}

function paramsOf({ params }: WireParameter): readonly JsonObject[] {
  return isList(params) ? params.filter(isObject) : []
}

function isNamed({ name }: JsonObject, wanted: string): boolean {
  return typeof name === 'string' && name.toLowerCase() === wanted.toLowerCase()
}

/** Undefined where it is missing, null or empty. */
function textIn(parameter: WireParameter, name: string): string | undefined {
  const value = paramsOf(parameter).find((param) => isNamed(param, name))?.['value']
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function withText(parameter: WireParameter, name: string, value: string): WireParameter {
  return sameMeaning(textIn(parameter, name), value) ? parameter : withField(parameter, name, value)
}

function withFlag(parameter: WireParameter, name: string, value: boolean): WireParameter {
  const now = textIn(parameter, name) === 'true'
  return now === value ? parameter : withField(parameter, name, String(value))
}

/** What is undefined stays as it is. */
function withField(
  parameter: WireParameter,
  name: string,
  value: string | null | undefined,
  limits?: readonly JsonObject[],
): WireParameter {
  const change = { ...(value !== undefined && { value }), ...(limits && { limits }) }
  const params = paramsOf(parameter)
  const isThere = params.some((param) => isNamed(param, name))
  const changed = params.map((param) => (isNamed(param, name) ? { ...param, ...change } : param))
  return { ...parameter, params: isThere ? changed : [...changed, { name, ...change }] }
}
