import type { Secret } from '../core/index.js'
import type { ActionInputs, ConfigOf } from './input-group.js'
import { InputSheet } from './input-sheet.js'
import { maskedForms, starredForms } from './secrets.js'

export interface ReadInputs<Config> {
  /** Deep-frozen; absent when there is a problem. */
  readonly config?: Config
  /** Every secret value and each of its lines, longest first: what outputs and files must star. */
  readonly secrets: readonly Secret[]
  /** One line for each bad or missing input: its value, the rule, the way out. No secret's value. */
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
}

/**
 * An action's inputs as one checked value. Every secret goes to `mask` before anything else happens; every problem is
 * found in the one pass.
 */
export function readInputs<Inputs extends ActionInputs>(
  inputs: Inputs,
  env: NodeJS.ProcessEnv,
  mask: (value: string) => void,
): ReadInputs<ConfigOf<Inputs>> {
  const sheet = new InputSheet(env, inputs.table)
  const values = secretValues(inputs, sheet)
  for (const form of new Set(values.flatMap(maskedForms))) mask(form)
  const read = Object.entries(inputs.groups).map(
    ([key, group]) => [key, group.read(sheet)] as const,
  )
  const { problems, warnings } = sheet
  const told = { secrets: starredForms(values), problems, warnings }
  if (problems.length > 0) return told
  const missing = read.find(([, value]) => value === undefined)
  if (missing !== undefined) throw new Error(`Group ${missing[0]} gave neither value nor problem.`)
  return { config: deepFreeze(Object.fromEntries(read)) as ConfigOf<Inputs>, ...told }
}

/** Every secret the workflow gave, by input, environment, or as a part of an input. */
function secretValues({ groups, table }: ActionInputs, sheet: InputSheet): readonly string[] {
  const all = Object.values(groups)
  const inputs = Object.entries(table).flatMap(([name, { secret }]) => (secret ? [name] : []))
  const variables = all.flatMap(({ secretVariables = [] }) => secretVariables)
  return [
    ...inputs.map((name) => sheet.text(name)),
    ...variables.map((name) => sheet.variable(name)),
    ...all.flatMap((group) => group.secrets?.(sheet) ?? []),
  ].filter((value) => value.trim() !== '')
}

/** Arrays and plain objects only: a URL or a Secret guards itself. */
function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value
  const plain: unknown = Object.getPrototypeOf(value)
  if (plain !== Object.prototype && plain !== Array.prototype) return value
  for (const each of Object.values(value)) deepFreeze(each)
  return Object.freeze(value)
}
