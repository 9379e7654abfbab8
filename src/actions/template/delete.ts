import { ActionError } from '../../core/index.js'
import type { TemplateWork } from './inputs.js'
import { existingTemplate, type TemplateEnd, type TemplateStep } from './step.js'

/** Deletes the template for good: templates have no recycle bin. */
export async function deleteTemplate(
  { name, confirm }: Extract<TemplateWork, { mode: 'delete' }>,
  step: TemplateStep,
): Promise<TemplateEnd> {
  const { calls, attempts, context } = step
  const { console, outputs } = context
  const { uuid } = await existingTemplate(name, step)
  outputs.set('template-id', uuid)
  if (confirm !== name) {
    throw new ActionError(
      'bad-input',
      `Nothing was deleted: the template is named "${name}", and confirm is "${confirm}".`,
      { hint: "Set confirm to the template's exact name if this template is to be deleted." },
    )
  }
  await attempts.write((signal) => calls.delete(uuid, signal))
  outputs.set('action', 'delete')
  outputs.set('changed', 'true')
  console.line(`Template ${name} (${uuid}) is deleted.`)
  return { status: 'deleted', passed: true }
}
