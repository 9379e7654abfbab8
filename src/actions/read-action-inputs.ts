import { type ActionInputs, type ConfigOf, readInputs } from '../inputs/index.js'
import type { Context } from './entry.js'

/**
 * The checked inputs of an action. Every problem is printed as an error of its own, and then there is no config.
 * Secrets are masked before anything else, and starred in all that is written from here on.
 */
export function readActionInputs<
  Inputs extends ActionInputs,
  Key extends keyof ConfigOf<Inputs> & string = keyof ConfigOf<Inputs> & string,
>(
  inputs: Inputs,
  { env, console, mask, secrets }: Context,
  only?: readonly Key[],
): { readonly config?: Pick<ConfigOf<Inputs>, Key> } {
  const starred = (text: string): string => secrets.starred(text)
  const { config, problems, warnings } = readInputs(inputs, env, mask, starred, only)
  for (const warning of warnings) console.annotate('warning', warning)
  for (const problem of problems) console.annotate('error', problem)
  return { ...(config && { config }) }
}
