import { isList, isObject, type JsonObject } from '../../../../text/index.js'
import {
  SCM_KEYS,
  type ScmDefinition,
  type StepDefinition,
  type TriggerDefinition,
} from './shapes/index.js'
import { laidFields, sameMeaning } from './meaning.js'

export function listIn(config: JsonObject, name: string): readonly JsonObject[] {
  const value = config[name]
  return isList(value) ? value.filter(isObject) : []
}

/**
 * The file's steps laid over those that are there. The service adds properties of its own to a step; they follow it to
 * its new place, and never get into a step of another module.
 */
export function laidSteps(
  now: readonly JsonObject[],
  wanted: readonly StepDefinition[],
): readonly JsonObject[] {
  const free = new Set(now)
  const take = (fits: (step: JsonObject, at: number) => boolean): JsonObject | undefined => {
    const found = now.find((step, at) => free.has(step) && fits(step, at))
    if (found !== undefined) free.delete(found)
    return found
  }
  const bases = new Map<number, JsonObject>()
  // The surest first, for all steps: same place, module and name; then module and name; then place and module.
  const rules = [
    (at: number, { module, name }: StepDefinition) =>
      (step: JsonObject, index: number) =>
        index === at && step['module_id'] === module && step['name'] === name,
    (_at: number, { module, name }: StepDefinition) =>
      (step: JsonObject) =>
        step['module_id'] === module && step['name'] === name,
    (at: number, { module }: StepDefinition) =>
      (step: JsonObject, index: number) =>
        index === at && step['module_id'] === module,
  ]
  for (const rule of rules) {
    for (const [at, definition] of wanted.entries()) {
      const base = bases.has(at) ? undefined : take(rule(at, definition))
      if (base !== undefined) bases.set(at, base)
    }
  }
  return wanted.map((definition, at) => laidStep(bases.get(at), definition))
}

function laidStep(base: JsonObject | undefined, definition: StepDefinition): JsonObject {
  const { name, module, version, with: properties } = definition
  const enabled = definition.enabled ?? (base === undefined ? true : undefined)
  const now = base?.['enable'] ?? (base === undefined ? undefined : true)
  return laidFields(base ?? {}, {
    module_id: module,
    name,
    ...(version !== undefined && { version }),
    // A step that runs may come without the flag.
    ...(enabled !== undefined && !sameMeaning(enabled, now) && { enable: enabled }),
    ...(properties !== undefined && {
      properties: laidFields(isObject(base?.['properties']) ? base['properties'] : {}, properties),
    }),
  })
}

/** What the service fills in for a repository by its address (Terraform provider, codearts_build_task: computed). */
const FILLED_BY_ADDRESS = ['repo_id', 'repo_name', 'group_name', 'web_url']

/** Place by place; another address takes nothing along that belongs to the old one. */
export function laidScms(
  now: readonly JsonObject[],
  wanted: readonly ScmDefinition[],
): readonly JsonObject[] {
  return wanted.map((scm, at) => {
    const here = now[at]
    const isSame = (one: JsonObject): boolean => sameMeaning(one['url'], scm.url)
    const base =
      here !== undefined && (scm.url === undefined || isSame(here)) ? here : now.find(isSame)
    if (base !== undefined) return laidFields(base, scm)
    const kept = Object.entries(here ?? {}).filter(([key]) => !FILLED_BY_ADDRESS.includes(key))
    return laidFields(Object.fromEntries(kept), scm)
  })
}

/** The one trigger that the reference names (CodeArts Build API, "Creating a Build Task"; Terraform provider's example). */
const TIMER = 'hudson.triggers.TimerTrigger'

export function laidTriggers(
  now: readonly JsonObject[],
  wanted: readonly TriggerDefinition[],
): readonly JsonObject[] {
  return wanted.map((trigger, at) => {
    const { cron, timeZone, name = TIMER, parameters = new Map<string, string>() } = trigger
    const base = now[at]?.['name'] === name ? now[at] : { name }
    const fields = new Map(parameters)
    if (cron !== undefined) fields.set('spec', cron)
    if (timeZone !== undefined) fields.set('timeZoneId', timeZone)
    return withTriggerFields(base, fields)
  })
}

function withTriggerFields(base: JsonObject, fields: ReadonlyMap<string, string>): JsonObject {
  const now = listIn(base, 'parameters')
  const kept = now.map((field) => {
    const value = typeof field['name'] === 'string' ? fields.get(field['name']) : undefined
    return value === undefined || sameMeaning(value, field['value']) ? field : { ...field, value }
  })
  const added = [...fields].filter(([name]) => !now.some((field) => field['name'] === name))
  return { ...base, parameters: [...kept, ...added.map(([name, value]) => ({ name, value }))] }
}

const SERVICE_MODULE = /^devcloud2018\.codeci_action_(\d{1,9})\.action$/

export function stepView(step: JsonObject): JsonObject {
  const { module_id: module, name, version, enable, properties } = step
  const number = typeof module === 'string' ? SERVICE_MODULE.exec(module)?.[1] : undefined
  const filled = isObject(properties) ? withoutNothing(properties) : {}
  return withoutNothing({
    name: name ?? '',
    module: number === undefined ? module : Number(number),
    version,
    enabled: typeof enable === 'boolean' ? enable : enable === 'false' ? false : undefined,
    with: filled,
  })
}

export function scmView(scm: JsonObject): JsonObject {
  return withoutNothing(Object.fromEntries(SCM_KEYS.map((key) => [key, scm[key]])))
}

export function triggerView(trigger: JsonObject): JsonObject {
  const fields = listIn(trigger, 'parameters').map(
    ({ name, value }) => [String(name), value] as const,
  )
  if (trigger['name'] !== TIMER) {
    return withoutNothing({ name: trigger['name'], parameters: Object.fromEntries(fields) })
  }
  const { spec, timeZoneId } = Object.fromEntries(fields)
  return withoutNothing({ cron: spec, timeZone: timeZoneId })
}

/** Without the fields that mean nothing. */
export function withoutNothing(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => !sameMeaning(value, undefined)),
  )
}
