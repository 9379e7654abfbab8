import {
  readFileText,
  fileToWrite,
  type WorkspaceFile,
  writeFileText,
} from '../as-code/workspace-file.js'
import {
  exportText,
  planTemplate,
  readTemplate,
  secretHints,
  type TemplateState,
  templateView,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import { ActionError } from '../../core/index.js'
import type { TemplateWork } from './inputs.js'
import { existingTemplate, readTemplateState, type TemplateEnd, type TemplateStep } from './step.js'

const MOST_WARNINGS = 20

/** Writes the template as a definition. A file that is there already is replaced only by its own template. */
export async function exportTemplate(
  { name, file: given }: Extract<TemplateWork, { mode: 'export' }>,
  step: TemplateStep,
): Promise<TemplateEnd> {
  const { console, outputs, env } = step.context
  const file = fileToWrite(env, given)
  if ('fault' in file) throw badFile(given, file.fault)
  const found = await existingTemplate(name, step)
  outputs.set('template-id', found.uuid)
  const state = await readTemplateState(found, step)
  await refuseForeign(file, name)
  const view = templateView(state)
  const text = exportText('template', view)
  for (const warning of [...differences(text, state), ...hints(view)]) {
    console.annotate('warning', warning)
  }
  const unwritten = await writeFileText(file, text)
  if (unwritten !== undefined) throw badFile(given, unwritten.fault)
  outputs.set('file', file.path)
  console.line(`Wrote template ${name} (${found.uuid}) to ${file.shown}.`)
  return { status: 'exported', passed: true }
}

/** Another template's definition, or anything else, is somebody's work. */
async function refuseForeign(file: WorkspaceFile, name: string): Promise<void> {
  const there = await readFileText(file)
  if (there === undefined) return
  if (typeof there !== 'string') throw badFile(file.shown, there.fault)
  const { definition } = readTemplate(there)
  if (definition?.name !== name)
    throw badFile(file.shown, 'exists and is no definition of this template')
}

function badFile(given: string, why: string): ActionError {
  return new ActionError('bad-input', `Input file is "${given}": it ${why}.`, {
    hint: 'Name a new file inside the workspace, or the definition of this template.',
  })
}

function hints(view: ReturnType<typeof templateView>): readonly string[] {
  return secretHints(view, 'template')
    .slice(0, MOST_WARNINGS)
    .map(
      (path) =>
        `${path} looks like a secret: look at it before you commit the file, and use a sensitive parameter instead.`,
    )
}

/** A plan of what is written must find nothing to do. */
function differences(text: string, state: TemplateState): readonly string[] {
  const { definition, problems } = readTemplate(text)
  const unreadable = problems.map(
    ({ path, message }) => `The written file cannot be read as it is: ${path}: ${message}`,
  )
  const { paths } = definition === undefined ? { paths: [] } : planTemplate(state, definition)
  const changed = paths.map((path) => `An apply of the written file would change ${path}.`)
  return [...unreadable, ...changed].slice(0, MOST_WARNINGS)
}
