import type { TemplateWork } from './inputs.js'
import type { TemplateEnd, TemplateStep } from './step.js'

/** Every template of this account whose name holds the text. */
export async function listTemplates(
  { name }: Extract<TemplateWork, { mode: 'list' }>,
  { calls, attempts, context }: TemplateStep,
): Promise<TemplateEnd> {
  const { console, outputs } = context
  const found = await attempts.read((signal) => calls.list(name, signal))
  const templates = found.map((one) => ({
    id: one.uuid,
    name: one.name,
    description: one.description,
  }))
  for (const one of templates) console.line(`${one.id} ${one.name}`)
  console.line(`${templates.length} build ${templates.length === 1 ? 'template' : 'templates'}.`)
  outputs.set('templates', JSON.stringify(templates))
  return { status: 'listed', passed: true }
}
