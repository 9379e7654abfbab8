import { ActionError } from '../../../../core/index.js'
import { isObject, type JsonObject } from '../../../../text/index.js'
import type { StepDefinition, TemplateDefinition } from './shapes/index.js'
import { differingPaths, laidFields, meaning, sameMeaning } from './meaning.js'
import { missingSecrets, type Variable } from './task-plan.js'
import type { ListedTemplate } from './template-calls.js'
import { textDiff } from './text-diff.js'
import { laidSteps, listIn, stepView, withoutNothing } from './wire-lists.js'
import {
  isSensitive,
  laidParameters,
  parameterName,
  parametersOf,
  parameterView,
  withheldParameters,
  sentParameter,
} from './wire-parameters.js'

/** A template as the service has it, without the values of sensitive parameters. */
export interface TemplateState {
  readonly config: JsonObject
  readonly withheld: ReadonlySet<string>
}

export function templateState(whole: JsonObject): {
  readonly state: TemplateState
  readonly secrets: readonly string[]
} {
  const { config, names, values } = withheldParameters(whole)
  return { state: { config, withheld: names }, secrets: values }
}

export interface TemplatePlan {
  readonly action: 'none' | 'create' | 'update'
  readonly now: TemplateState
  readonly wanted: TemplateState
  readonly paths: readonly string[]
  readonly diff: string
}

/** Parameters that the file doesn't name stay: templates have no `prune`. */
export function planTemplate(
  found: TemplateState | undefined,
  definition: TemplateDefinition,
): TemplatePlan {
  const now = found ?? { config: {}, withheld: new Set<string>() }
  const wanted = laidTemplate(now, definition)
  const isSame = meaning(now.config) === meaning(wanted.config)
  const views = [found && templateView(now), templateView(wanted)] as const
  return {
    action: found === undefined ? 'create' : isSame ? 'none' : 'update',
    now,
    wanted,
    paths: differingPaths(views[0] ?? {}, views[1], 'template'),
    diff: textDiff(...views),
  }
}

function laidTemplate(now: TemplateState, definition: TemplateDefinition): TemplateState {
  const { name, description, parameters, steps } = definition
  const laid = laidSteps(stepsOf(now.config), steps)
  const laidParams = parameters && laidParameters(parametersOf(now.config), parameters, false)
  const template = isObject(now.config['template']) ? now.config['template'] : {}
  const config = {
    ...laidFields(now.config, { name, ...(description !== undefined && { description }) }),
    ...(laidParams &&
      !sameMeaning(now.config['parameters'], laidParams) && { parameters: laidParams }),
    ...(!sameMeaning(template['steps'], laid) && { template: { ...template, steps: laid } }),
  }
  return { ...now, config }
}

function stepsOf(config: JsonObject): readonly JsonObject[] {
  const { template } = config
  return isObject(template) ? listIn(template, 'steps') : []
}

/** The template in the form of a definition. */
export function templateView({ config }: TemplateState): JsonObject {
  const parameters = parametersOf(config).map(
    (parameter) => [parameterName(parameter), parameterView(parameter)] as const,
  )
  return {
    ...withoutNothing({ name: config['name'], description: config['description'] }),
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
    steps: stepsOf(config).map(stepView),
  }
}

export function missingTemplateSecrets(
  plan: TemplatePlan,
  definition: TemplateDefinition,
  variable: Variable,
): readonly string[] {
  return missingSecrets(plan, definition, variable)
}

/** The fields that a creation takes; what else a template has, the service writes itself. */
export function templateBody(
  { wanted }: TemplatePlan,
  definition: TemplateDefinition,
  variable: Variable,
): JsonObject {
  const { config } = wanted
  const parameters = parametersOf(config).map((one) => {
    const from = definition.parameters?.get(parameterName(one))?.valueFrom
    return sentParameter(one, isSensitive(one) && from ? variable(from.env) : undefined)
  })
  const template = isObject(config['template']) ? config['template'] : {}
  return {
    name: definition.name,
    template: { ...withoutNothing(template), steps: stepsOf(config) },
    ...withoutNothing({ description: config['description'], tool_type: config['tool_type'] }),
    ...(parameters.length > 0 && { parameters }),
  }
}

/** The one template with exactly this name; undefined where there is none. Throws `ambiguous` for several. */
export function onlyTemplate(
  name: string,
  listed: readonly ListedTemplate[],
): ListedTemplate | undefined {
  const named = listed.filter((template) => template.name === name)
  if (named.length < 2) return named[0]
  const ids = named.map(({ uuid }) => uuid).join(', ')
  throw new ActionError('ambiguous', `Several build templates are named "${name}": ${ids}.`, {
    hint: 'Delete the ones that nobody needs in the console.',
  })
}

/** A template's steps as a task's definition would have them. */
export function stepsOfTemplate(whole: JsonObject): readonly StepDefinition[] {
  return stepsOf(whole).map((step) => ({
    name: typeof step['name'] === 'string' ? step['name'] : '',
    module: typeof step['module_id'] === 'string' ? step['module_id'] : '',
    ...(typeof step['version'] === 'string' &&
      step['version'] !== '' && { version: step['version'] }),
    ...(typeof step['enable'] === 'boolean' && { enabled: step['enable'] }),
    ...(isObject(step['properties']) && { with: step['properties'] }),
  }))
}
