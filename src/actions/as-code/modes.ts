import type { InputSheet } from '../../inputs/index.js'

/**
 * Adds a problem for every input that was given although the mode doesn't use it, because its author expects an effect.
 * `uses` names the modes that use an input; an input that it doesn't name belongs to all.
 */
export function complainOfUnused<Name extends string>(
  sheet: InputSheet<Name>,
  mode: string,
  uses: Readonly<Partial<Record<Name, readonly string[]>>>,
): void {
  for (const [name, modes] of Object.entries<readonly string[] | undefined>(uses)) {
    if (modes === undefined || modes.includes(mode) || !sheet.isGiven(name as Name)) continue
    sheet.problem(
      `Input ${name} is given, but mode ${mode} does not use it; it belongs to ${modes.join(', ')}.`,
    )
  }
}
