import { required, runDefinition } from '../as-code/run-definition.js'
import { readActionInputs } from '../read-action-inputs.js'
import {
  readTemplate,
  TemplateCalls,
  type TemplateDefinition,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import { assertNever } from '../../core/index.js'
import { deleteTemplate } from './delete.js'
import { exportTemplate } from './export.js'
import { type TemplateConfig, templateInputs, type TemplateWork } from './inputs.js'
import { listTemplates } from './list.js'
import type { TemplateOutput } from './outputs.js'
import { planOrApply } from './plan-or-apply.js'
import type { TemplateEnd, TemplateStep } from './step.js'

/** A build template as code: compares, applies, exports, deletes or lists. */
export function template(): Promise<void> {
  return runDefinition<TemplateDefinition, TemplateConfig, TemplateOutput>({
    read: readTemplate,
    config: (context) => readActionInputs(templateInputs, context).config,
    work: (config, definition, { service, attempts }, context) =>
      work(config.work, definition, { calls: new TemplateCalls(service), attempts, context }),
  })
}

async function work(
  given: TemplateWork,
  definition: TemplateDefinition | undefined,
  step: TemplateStep,
): Promise<TemplateEnd> {
  switch (given.mode) {
    case 'plan':
    case 'apply':
      return await planOrApply(given, required(definition), step)
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
