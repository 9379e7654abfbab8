import { type ActionInputs, type ConfigOf, readInputs } from '../inputs/index.js'
import type { Context } from './entry.js'

/**
 * The checked inputs of an action. Every problem is printed as an error of its own, and then there is no config.
 * Secrets are masked before anything else, and starred in all that is written from here on.
 */
export function readActionInputs<Inputs extends ActionInputs>(
  inputs: Inputs,
  { env, console, mask, secrets }: Context,
): { readonly config?: ConfigOf<Inputs> } {
  const { config, problems, warnings } = readInputs(inputs, env, mask, (text) =>
    secrets.starred(text),
  )
  for (const warning of warnings) console.annotate('warning', warning)
  for (const problem of problems) console.annotate('error', problem)
  return { ...(config && { config }) }
}
