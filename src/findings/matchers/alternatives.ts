/** One character that stands for itself and is not repeated. */
const FIRST = /^(?:\\\W|[^\\([.^$|?*+{])(?![?*+{])/

/**
 * One expression for any of these, which have no alternatives of their own outside brackets. Those with the same first
 * character share it: the engine tries all alternatives at each character that one of them may begin with, which takes
 * most of the time where such characters are frequent.
 */
export function alternatives(sources: readonly string[]): string {
  const rests = new Map<string, string[]>()
  for (const source of sources) {
    const first = FIRST.exec(source)?.[0]
    const rest = first === undefined ? '' : source.slice(first.length)
    rests.set(first ?? source, [...(rests.get(first ?? source) ?? []), rest])
  }
  return [...rests]
    .map(([first, [only = '', ...more]]) =>
      more.length === 0 ? first + only : `${first}(?:${[only, ...more].join('|')})`,
    )
    .join('|')
}
