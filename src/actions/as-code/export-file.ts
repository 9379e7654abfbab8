import type { Context } from '../entry.js'
import { type Problem, secretHints } from '../../clouds/huawei/codearts-build/definitions/index.js'
import { ActionError } from '../../core/index.js'
import type { JsonObject } from '../../text/index.js'
import { fileToWrite, readFileText, type WorkspaceFile, writeFileText } from './workspace-file.js'

const MOST_WARNINGS = 20

type Kind = 'task' | 'template'

/** A definition that is to be written. */
export interface Exported {
  readonly kind: Kind
  readonly file: WorkspaceFile
  /** As the service has it, in the form of a definition. */
  readonly view: JsonObject
  readonly text: string
  /** Whether the text of a file is a definition of the same task or template. */
  readonly isOwn: (text: string) => boolean
  /** What a reader finds wrong in the text, and the paths that an apply of it would change. */
  readonly check: (text: string) => {
    readonly problems: readonly Problem[]
    readonly paths: readonly string[]
  }
}

/** The place of the file that the definition is written to. Throws `bad-input` where none can be. */
export function exportPlace(kind: Kind, given: string, env: NodeJS.ProcessEnv): WorkspaceFile {
  const file = fileToWrite(env, given)
  if ('problem' in file) throw badFile(kind, given, file.problem)
  return file
}

/**
 * Writes the definition, and warns of each thing in it that somebody should look at. A file that exists is replaced only
 * if it defines the same task or template: anything else is somebody's work.
 */
export async function writeExport(
  { kind, file, view, text, isOwn, check }: Exported,
  { console, outputs }: Context<'file'>,
): Promise<void> {
  const there = await readFileText(file)
  if (typeof there === 'object') throw badFile(kind, file.shown, there.problem)
  if (there !== undefined && !isOwn(there)) {
    throw badFile(kind, file.shown, `exists and is no definition of this ${kind}`)
  }
  const hints = secretHints(view, kind).map(
    (path) =>
      `${path} looks like a secret: look at it before you commit the file, and use a sensitive parameter instead.`,
  )
  for (const warnings of [differences(check(text)), hints]) {
    for (const line of warnings.slice(0, MOST_WARNINGS)) console.annotate('warning', line)
  }
  const unwritten = await writeFileText(file, text)
  if (unwritten !== undefined) throw badFile(kind, file.shown, unwritten.problem)
  outputs.set('file', file.path)
}

/** A plan of what is written must find nothing to do, or the next apply would change what nobody touched. */
function differences({ problems, paths }: ReturnType<Exported['check']>): readonly string[] {
  return [
    ...problems.map(
      ({ path, message }) => `The written file cannot be read as it is: ${path}: ${message}`,
    ),
    ...paths.map((path) => `An apply of the written file would change ${path}.`),
  ]
}

function badFile(kind: Kind, shown: string, problem: string): ActionError {
  return new ActionError('bad-input', `Input file is "${shown}": it ${problem}.`, {
    hint: `Name a new file inside the workspace, or the definition of this ${kind}.`,
  })
}
