import { withoutValues } from '../as-code/without-values.js'
import { printPlan } from '../as-code/print-plan.js'
import {
  createOnce,
  missingTemplateSecrets,
  planTemplate,
  templateBody,
  type TemplateDefinition,
  type TemplatePlan,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import { ActionError, toActionError } from '../../core/index.js'
import type { TemplateWork } from './inputs.js'
import { findTemplate, readTemplateState, type TemplateEnd, type TemplateStep } from './step.js'

type Work = Extract<TemplateWork, { mode: 'plan' | 'apply' }>

const SECRETS_HINT =
  'Secrets cannot be read back: name each one in the file with valueFrom: {env: NAME}, and set that variable for this step.'

/**
 * Compares the template with its definition; mode `apply` then makes the template what the definition says. The service has
 * no update: the changed template is created first and the old one deleted then, so that there is one at any time.
 */
export async function planOrApply(
  { mode, summary }: Work,
  definition: TemplateDefinition,
  step: TemplateStep,
): Promise<TemplateEnd> {
  const { outputs } = step.context
  const found = await findTemplate(definition.name, step)
  if (found !== undefined) outputs.set('template-id', found.uuid)
  const now = found && (await readTemplateState(found, step))
  const plan = planTemplate(now, definition)
  outputs.set('diff', plan.diff)
  const sentence = sentenceOf(plan, definition, mode)
  printPlan({ sentence, notes: [], diff: plan.diff, summary }, step.context)
  if (mode === 'plan') {
    outputs.set('action', plan.action)
    outputs.set('changed', String(plan.action !== 'none'))
    return { status: 'planned', passed: true }
  }
  if (plan.action === 'none') return { status: 'applied', passed: true }
  return await applied(plan, definition, found?.uuid, step)
}

async function applied(
  plan: TemplatePlan,
  definition: TemplateDefinition,
  old: string | undefined,
  step: TemplateStep,
): Promise<TemplateEnd> {
  const { attempts, calls, context } = step
  const { console, outputs, env } = context
  const variable = (name: string): string | undefined => env[name] || undefined
  const missing = missingTemplateSecrets(plan, definition, variable)
  if (missing.length > 0) throw withoutValues(missing, definition.parameters, SECRETS_HINT)
  const body = templateBody(plan, definition, variable)
  const uuid = await createOnce(
    {
      create: (signal) => calls.create(body, signal),
      find: (signal) => createdSince(old, definition.name, step, signal),
      lost: lost(definition.name),
    },
    attempts,
  )
  outputs.set('template-id', uuid)
  outputs.set('action', plan.action)
  outputs.set('changed', 'true')
  console.line(`Created template ${definition.name} (${uuid}).`)
  if (old !== undefined) await deleteOld(old, definition.name, step)
  return { status: 'applied', passed: true }
}

/** Any template of this name besides the old one is the new one. */
async function createdSince(
  old: string | undefined,
  name: string,
  { calls }: TemplateStep,
  signal: AbortSignal,
): Promise<string | undefined> {
  const listed = await calls.list(name, signal)
  return listed.find((one) => one.name === name && one.uuid !== old)?.uuid
}

/** A failure here doesn't fail the step, because the new template is there already. */
async function deleteOld(old: string, name: string, step: TemplateStep): Promise<void> {
  const { attempts, calls, context } = step
  try {
    await attempts.write((signal) => calls.delete(old, signal))
    context.console.line(`Deleted the template that it replaces (${old}).`)
  } catch (error) {
    context.console.annotate(
      'warning',
      `The old template ${name} (${old}) is still there, beside the new one: ${toActionError(error).message}`,
    )
    context.console.line(
      'What to do: delete it in the CodeArts console; until then the name is not clear.',
    )
  }
}

function sentenceOf(
  { action, paths }: TemplatePlan,
  { name }: TemplateDefinition,
  mode: Work['mode'],
): string {
  const verb = mode === 'plan' ? 'would be' : 'is to be'
  switch (action) {
    case 'none':
      return `Template ${name} is what its definition says: nothing to do.`
    case 'create':
      return `Template ${name} does not exist yet and ${verb} created.`
    case 'update':
      return `Template ${name} ${verb} replaced by a new one: ${paths.join(', ')}.`
  }
}

function lost(name: string): ActionError {
  return new ActionError(
    'no-answer',
    `The answer to the creation of "${name}" was lost, and the template has not appeared in the list.`,
    { hint: 'Look for it in the console before you run the job again.', delivery: 'unclear' },
  )
}
