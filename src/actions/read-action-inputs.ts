import type { Secret } from '../core/index.js'
import { type ActionInputs, type ConfigOf, readInputs } from '../inputs/index.js'
import type { Context } from './entry.js'

/**
 * The checked inputs of an action. Every problem is printed as an error of its own, and then there is no config.
 * Outputs are starred by the secrets from here on.
 */
export function readActionInputs<Inputs extends ActionInputs>(
  inputs: Inputs,
  { env, console, mask, outputs }: Context,
): { readonly config?: ConfigOf<Inputs>; readonly secrets: readonly Secret[] } {
  const { config, secrets, problems, warnings } = readInputs(inputs, env, mask)
  outputs.star(secrets)
  for (const warning of warnings) console.annotate('warning', warning)
  for (const problem of problems) console.annotate('error', problem)
  return { ...(config && { config }), secrets }
}
