import type { Mutant } from './mutant.js'

/** A source with the mistake in it. */
export interface Mutated {
  /** How often the mutant's text stands in the source; it must be once. */
  readonly places: number
  readonly source: string
}

/**
 * Puts the mistake where the mutant's text stands. White space and a comma before a closing bracket are not compared:
 * a formatter puts them where it likes.
 */
export function mutated(source: string, { find, replace }: Mutant): Mutated {
  const anchor = new RegExp(anchorOf(find), 'g')
  const places = [...source.matchAll(anchor)].length
  return { places, source: source.replace(anchor, () => replace) }
}

function anchorOf(find: string): string {
  const [, before = '', text = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(find) ?? []
  const tokens = text.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? []
  const parts = tokens.map((token, at) => {
    const space = at === 0 ? '' : '\\s*'
    return /^[)\]}]$/.test(token) ? `${space}(?:,\\s*)?${escaped(token)}` : space + escaped(token)
  })
  // Blanks at its ends are part of what is cut out, where a whole line is meant.
  return blanks(before) + parts.join('') + blanks(after)
}

function blanks(text: string): string {
  return text === '' ? '' : '\\s*'
}

function escaped(token: string): string {
  return token.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
