import { ActionError } from '../../core/index.js'

interface Named {
  readonly valueFrom?: { readonly env: string }
}

/** Nothing was written for want of secrets: each parameter, with the variable that the file names for it. */
export function withoutValues(
  missing: readonly string[],
  parameters: ReadonlyMap<string, Named> | undefined,
  hint: string,
): ActionError {
  const shown = missing.map((name) => {
    const variable = parameters?.get(name)?.valueFrom?.env
    return variable === undefined ? name : `${name} (variable ${variable} is empty or not set)`
  })
  return new ActionError(
    'bad-input',
    `Nothing was written, because these sensitive parameters have no value: ${shown.join(', ')}.`,
    { hint },
  )
}
