import type { InputSheet, InputTable } from './input-sheet.js'

/** Inputs that belong together: what they are called and default to, and how they are read into one value. */
export interface InputGroup<Name extends string, Value> {
  /** A row may stand in several groups of an action, as `region`, if it is the same in all of them. */
  readonly table: InputTable<Name>
  /** Environment variables that may hold the same secrets as the inputs. */
  readonly secretVariables?: readonly string[]
  /** Secrets that are only a part of an input's text. Called before anything is read; must add no problem. */
  secrets?(sheet: InputSheet<Name>): readonly string[]
  /** The checked value, or undefined where a problem went to the sheet. */
  read(sheet: InputSheet<Name>): Value | undefined
}

export type InputGroups = Readonly<Record<string, InputGroup<string, unknown>>>

type ValueOf<Group> = Group extends InputGroup<string, infer Value> ? Value : never

/** The inputs of one action, and the value that each of its groups makes of them. */
export interface ActionInputs<Groups extends InputGroups = InputGroups> {
  readonly groups: Groups
  /** All inputs of the action, as its action.yml declares them. */
  readonly table: InputTable<string>
}

/** What the groups of an action read: deep-frozen. */
export type ConfigOf<Inputs extends ActionInputs> =
  Inputs extends ActionInputs<infer Groups>
    ? { readonly [Key in keyof Groups]: ValueOf<Groups[Key]> }
    : never

/** Composes an action's inputs; its groups are read, and their problems listed, in this order. */
export function actionInputs<const Groups extends InputGroups>(
  groups: Groups,
): ActionInputs<Groups> {
  const tables = Object.values(groups).map(({ table }) => table)
  return { groups, table: Object.assign({}, ...tables) as InputTable<string> }
}
