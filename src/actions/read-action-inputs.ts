import { badInputsSummary, starring, writeSummary } from '../github/summary/index.js'
import { type ActionInputs, type ConfigOf, readInputs } from '../inputs/index.js'
import type { Context } from './entry.js'

export interface ReadingWishes<Key> {
  /** The groups that are needed, and are checked; all by default. */
  readonly only?: readonly Key[]
  /** What bad inputs kept the step from doing: a sentence without its full stop, e.g. `The build was not started`. */
  readonly notDone?: string
  /** For a post step, whose main step has printed all of it: no warnings and no summary. */
  readonly quietly?: boolean
}

/**
 * The checked inputs of an action. Every problem is printed as an error of its own and listed in the job summary; then
 * there is no config. Secrets are masked before anything else, and starred in all that is written from here on.
 */
export function readActionInputs<
  Inputs extends ActionInputs,
  Key extends keyof ConfigOf<Inputs> & string = keyof ConfigOf<Inputs> & string,
>(
  inputs: Inputs,
  context: Context,
  { only, notDone = 'Nothing was done', quietly = false }: ReadingWishes<Key> = {},
): { readonly config?: Pick<ConfigOf<Inputs>, Key> } {
  const { env, console, mask, secrets } = context
  const starred = (text: string): string => secrets.starred(text)
  const { config, problems, warnings } = readInputs(inputs, env, mask, starred, only)
  for (const warning of quietly ? [] : warnings) console.annotate('warning', warning)
  for (const problem of problems) console.annotate('error', problem)
  if (problems.length > 0) {
    console.line(`What to do: ${WHAT_TO_DO}`)
    if (!quietly) summarise(problems, notDone, context)
  }
  return { ...(config && { config }) }
}

const WHAT_TO_DO =
  'Correct these inputs in the workflow; docs/troubleshooting.md of this action says more of each message. No request was made.'

function summarise(problems: readonly string[], notDone: string, context: Context): void {
  const { env, console, secrets } = context
  if (/^false$/i.test((env['INPUT_STEP-SUMMARY'] ?? '').trim())) return
  const shown = problems.map(starring(secrets))
  try {
    writeSummary(env['GITHUB_STEP_SUMMARY'], badInputsSummary(notDone, shown, WHAT_TO_DO))
  } catch (error) {
    console.annotate('warning', `The job summary can't be written: ${String(error)}`)
  }
}
