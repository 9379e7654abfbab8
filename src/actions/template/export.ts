import { exportPlace, writeExport } from '../as-code/export-file.js'
import {
  exportText,
  planTemplate,
  readTemplate,
  type TemplateState,
  templateView,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import type { TemplateWork } from './inputs.js'
import { existingTemplate, readTemplateState, type TemplateEnd, type TemplateStep } from './step.js'

/** Writes the template as a definition. */
export async function exportTemplate(
  { name, file: given }: Extract<TemplateWork, { mode: 'export' }>,
  step: TemplateStep,
): Promise<TemplateEnd> {
  const { console, outputs, env } = step.context
  const file = exportPlace('template', given, env)
  const found = await existingTemplate(name, step)
  outputs.set('template-id', found.uuid)
  const state = await readTemplateState(found, step)
  const view = templateView(state)
  const text = exportText('template', view)
  const isOwn = (there: string): boolean => readTemplate(there).definition?.name === name
  const check = (written: string) => checked(written, state)
  await writeExport({ kind: 'template', file, view, text, isOwn, check }, step.context)
  console.line(`Wrote template ${name} (${found.uuid}) to ${file.shown}.`)
  return { status: 'exported', passed: true }
}

function checked(text: string, state: TemplateState) {
  const { definition, problems } = readTemplate(text)
  const paths = definition === undefined ? [] : planTemplate(state, definition).paths
  return { problems, paths }
}
