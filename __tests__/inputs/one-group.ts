import { type ActionInputs, actionInputs, type ConfigOf } from '../../src/inputs/input-group.js'
import { readInputs } from '../../src/inputs/read-inputs.js'
import type { InputGroup } from '../../src/inputs/input-group.js'

type Texts = Readonly<Record<string, string>>

/** One group of inputs, read by itself: its value, what was wrong with it, and what was masked. */
export function readGroup<Name extends string, Value>(
  group: InputGroup<Name, Value>,
  inputs: Texts,
  env: Texts = {},
) {
  const given = Object.entries(inputs).map(
    ([name, text]) => [`INPUT_${name.toUpperCase()}`, text] as const,
  )
  const masked: string[] = []
  const table: ActionInputs<{ readonly only: InputGroup<Name, Value> }> = actionInputs({
    only: group,
  })
  const { config, problems } = readInputs(
    table,
    { ...env, ...Object.fromEntries(given) },
    (value) => masked.push(value),
    (text) => text,
  )
  const value: ConfigOf<typeof table>['only'] | undefined = config?.only
  return { value, problems, masked }
}
