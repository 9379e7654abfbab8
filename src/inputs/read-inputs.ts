import type { ActionInputs, ConfigOf } from './input-group.js'
import { InputSheet } from './input-sheet.js'

export interface ReadInputs<Config> {
  /** Deep-frozen; absent when there is a problem. */
  readonly config?: Config
  /** One line for each bad or missing input: its value and what is accepted. No secret's value. */
  readonly problems: readonly string[]
  readonly warnings: readonly string[]
}

/**
 * An action's inputs as one checked value. Every secret goes to `mask` before anything else happens, and `starred` takes
 * it out of the problems; every problem is found in the one pass.
 */
export function readInputs<
  Inputs extends ActionInputs,
  Key extends keyof ConfigOf<Inputs> & string = keyof ConfigOf<Inputs> & string,
>(
  inputs: Inputs,
  env: NodeJS.ProcessEnv,
  mask: (value: string) => void,
  starred: (text: string) => string,
  only?: readonly Key[],
): ReadInputs<Pick<ConfigOf<Inputs>, Key>> {
  const sheet = new InputSheet(env, inputs.table, starred)
  for (const value of new Set(secretValues(inputs, sheet))) mask(value)
  const keys: readonly string[] = only ?? Object.keys(inputs.groups)
  const read = keys.map((key) => [key, inputs.groups[key]?.read(sheet)] as const)
  const { problems, warnings } = sheet
  if (problems.length > 0) return { problems, warnings }
  const missing = read.find(([, value]) => value === undefined)
  if (missing !== undefined) throw new Error(`Group ${missing[0]} gave neither value nor problem.`)
  const config = deepFreeze(Object.fromEntries(read)) as Pick<ConfigOf<Inputs>, Key>
  return { config, problems, warnings }
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
