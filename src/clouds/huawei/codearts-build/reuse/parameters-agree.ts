import type { BuildParameter } from '../parameters.js'

/** How the parameters of an earlier build compare with this run's. */
export type Comparison =
  | { readonly kind: 'equal' }
  /** The first one that differs. */
  | { readonly kind: 'different'; readonly name: string }
  /** The service doesn't show its value. */
  | { readonly kind: 'starred'; readonly name: string }

/**
 * Compares by value. What this run doesn't give must be what the task gives now. What the earlier build doesn't report
 * was not given to it, so it was the task's own, which the rule about changes of the task keeps the same.
 */
export async function compareParameters(
  ours: readonly BuildParameter[],
  theirs: ReadonlyMap<string, string>,
  taskDefaults: () => Promise<ReadonlyMap<string, string>>,
): Promise<Comparison> {
  const given = new Map(ours.map(({ name, value }) => [name, value]))
  const rest = [...theirs].filter(([name]) => !given.has(name))
  const defaults = rest.length === 0 ? new Map<string, string>() : await taskDefaults()
  const wanted = new Map([...rest.map(([name]) => [name, defaults.get(name)] as const), ...given])
  for (const [name, value] of wanted) {
    const other = theirs.get(name)
    if (other !== undefined && isStarred(other)) return { kind: 'starred', name }
    if (other === undefined || other !== value) return { kind: 'different', name }
  }
  return { kind: 'equal' }
}

/** How the service shows a sensitive value; a value that really is stars looks the same. */
function isStarred(value: string): boolean {
  return /^\*+$/.test(value)
}
