import { type Context, runEntry } from '../entry.js'
import { endedBy } from '../as-code/ending.js'
import { printFileProblems, readDefinitionFile } from '../as-code/read-file.js'
import { withService } from '../as-code/service.js'
import { readActionInputs } from '../read-action-inputs.js'
import {
  readTemplate,
  TemplateCalls,
  type TemplateDefinition,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import { assertNever, toActionError } from '../../core/index.js'
import { printError } from '../../github/runner/index.js'
import { deleteTemplate } from './delete.js'
import { exportTemplate } from './export.js'
import { type TemplateConfig, templateInputs, type TemplateWork } from './inputs.js'
import { listTemplates } from './list.js'
import type { TemplateOutput } from './outputs.js'
import { planOrApply } from './plan-or-apply.js'
import type { TemplateEnd, TemplateStep } from './step.js'

/** A build template as code: compares, applies, exports, deletes or lists. */
export function template(): Promise<void> {
  return runEntry<TemplateOutput>(async (context) => {
    const { outputs, env } = context
    outputs.set('status', 'not-started')
    // First of all, because the file names the variables that hold secrets.
    const reads = /^(plan|apply|)$/.test((env['INPUT_MODE'] ?? '').trim())
    const file = reads ? await readDefinitionFile(readTemplate, context) : undefined
    const { config } = readActionInputs(templateInputs, context)
    const isBad = file !== undefined && (await printFileProblems(file, context))
    if (config === undefined || isBad) return { passed: false }
    // What is true if this process is killed from here on.
    outputs.set('action', 'none')
    outputs.set('changed', 'false')
    outputs.set('status', 'failed')
    return await carriedOut(config, file?.definition, context)
  })
}

async function carriedOut(
  config: TemplateConfig,
  definition: TemplateDefinition | undefined,
  context: Context<TemplateOutput>,
): Promise<{ readonly passed: boolean }> {
  const { console, outputs, cancel } = context
  try {
    const { status, passed } = await withService(config, context, ({ service, attempts }) =>
      work(config.work, definition, { calls: new TemplateCalls(service), attempts, context }),
    )
    outputs.set('status', status)
    return { passed }
  } catch (error) {
    const known = toActionError(error)
    outputs.set('status', cancel.aborted ? 'failed' : endedBy(known))
    printError(console, known)
    return { passed: false }
  }
}

async function work(
  given: TemplateWork,
  definition: TemplateDefinition | undefined,
  step: TemplateStep,
): Promise<TemplateEnd> {
  switch (given.mode) {
    case 'plan':
    case 'apply':
      if (definition === undefined) throw new Error('A mode that reads the file has none.')
      return await planOrApply(given, definition, step)
    case 'export':
      return await exportTemplate(given, step)
    case 'delete':
      return await deleteTemplate(given, step)
    case 'list':
      return await listTemplates(given, step)
    default:
      return assertNever(given)
  }
}
