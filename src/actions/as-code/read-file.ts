import type { Context } from '../entry.js'
import type {
  Problem,
  ReadDefinition,
} from '../../clouds/huawei/codearts-build/definitions/index.js'
import { BUILD_WORDS } from '../../clouds/huawei/codearts-build/index.js'
import { annotationOf } from '../../github/runner/index.js'
import { quoted, SHORTEST_SECRET } from '../../text/index.js'
import { readFileText, workspaceFile } from './workspace-file.js'

/** The definition that a mode reads, with everything that is wrong with it. */
export interface DefinitionFile<T> {
  readonly definition?: T
  /** As annotations show it: relative to the workspace. */
  readonly shown: string
  readonly problems: readonly Problem[]
  /** Problems of the file itself, or of a variable it names: sentences without a place in the file. */
  readonly fileProblems: readonly string[]
}

/**
 * Reads the file that the input names, before anything else is read or printed: the secrets of its parameters come from
 * variables that only it names, and each is masked here.
 */
export async function readDefinitionFile<T>(
  read: (text: string) => ReadDefinition<T>,
  { env, mask, secrets }: Pick<Context, 'env' | 'mask' | 'secrets'>,
): Promise<DefinitionFile<T>> {
  const given = (env['INPUT_FILE'] ?? '').trim()
  const none = { shown: given, problems: [] }
  if (given === '') return { ...none, fileProblems: [] }
  const name = quoted(secrets.starred(given))
  const file = workspaceFile(env, given)
  if ('problem' in file)
    return { ...none, fileProblems: [`Input file is ${name}: it ${file.problem}.`] }
  const text = await readFileText(file)
  if (text === undefined)
    return { ...none, fileProblems: [`Input file is ${name}: it is not there.`] }
  if (typeof text !== 'string')
    return { ...none, fileProblems: [`Input file is ${name}: it ${text.problem}.`] }
  const { definition, problems, literals, variables } = read(text)
  const values = variables.map((variable) => [variable, env[variable] ?? ''] as const)
  for (const secret of [...literals, ...values.map(([, value]) => value)]) {
    if (secret.trim() !== '') mask(secret)
  }
  const short = values.filter(([, value]) => value !== '' && value.trim().length < SHORTEST_SECRET)
  return {
    ...(definition !== undefined && { definition }),
    shown: file.shown,
    problems,
    fileProblems: short.map(([variable]) => tooShort(variable)),
  }
}

function tooShort(variable: string): string {
  return (
    `Environment variable ${variable} has a value of under ${SHORTEST_SECRET} characters (is the secret set?): ` +
    `masking it would star the whole log and hide nothing; use a longer value.`
  )
}

/** Prints each problem as an error, at its place in the file where it has one. Returns whether there was any. */
export async function printFileProblems(
  { problems, fileProblems, shown }: DefinitionFile<unknown>,
  { console }: Pick<Context, 'console'>,
): Promise<boolean> {
  for (const problem of fileProblems) console.annotate('error', problem)
  for (const { path, place, message } of problems) {
    const { line, column } = place
    const key = path === '' ? '' : `${path}: `
    await console.print(
      annotationOf(
        {
          severity: 'error',
          file: shown,
          line,
          column,
          message: key + message,
          title: 'Definition',
        },
        console,
        BUILD_WORDS,
      ),
    )
  }
  return problems.length + fileProblems.length > 0
}
