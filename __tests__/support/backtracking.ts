import { type AST, RegExpParser } from '@eslint-community/regexpp'

/** Whether the rest of the expression matches from there on. */
type Rest = (at: number) => boolean
/** Whether a part matches at a place and the rest behind it. */
type Part = (at: number, rest: Rest) => boolean

export interface Counted {
  /** Characters and places that were tried. */
  readonly steps: number
  /** Where the first match begins and ends; undefined without one. */
  readonly match: { readonly begin: number; readonly end: number } | undefined
}

export class TooManySteps extends Error {}

const parser = new RegExpParser({ ecmaVersion: 2025 })
const compiled = new Map<string, Expression>()

/**
 * What a backtracking engine does to find the first match at or after `from`, counted: an upper bound of the work of V8,
 * which skips what can't begin a match, and does the same for the rest. Throws `TooManySteps` after `most`.
 */
export function countSteps(
  { source, flags }: RegExp,
  text: string,
  { from = 0, most = Infinity } = {},
): Counted {
  const key = `/${source}/${flags}`
  const expression = compiled.get(key) ?? new Expression(new RegExp(source, flags))
  compiled.set(key, expression)
  return expression.count(text, from, most)
}

/** An expression as functions; one at a time is run. */
class Expression {
  readonly #regexp: RegExp
  readonly #body: Part
  /** Begins only where the text does. */
  readonly #anchored: boolean
  #text = ''
  #steps = 0
  #most = Infinity
  /** What groups caught, by where they stand in the expression. */
  #captured: (string | undefined)[] = []
  #backwards = false

  constructor(regexp: RegExp) {
    this.#regexp = regexp
    const { unicode } = regexp
    const pattern = parser.parsePattern(regexp.source, 0, regexp.source.length, { unicode })
    this.#body = this.#alternatives(pattern.alternatives)
    this.#anchored =
      !regexp.multiline &&
      pattern.alternatives.every(
        ({ elements: [first] }) => first?.type === 'Assertion' && first.kind === 'start',
      )
  }

  count(text: string, from: number, most: number): Counted {
    this.#text = text
    this.#steps = 0
    this.#most = most
    const last = this.#regexp.sticky || this.#anchored ? from : text.length
    for (let begin = from; begin <= last; begin += this.#widthAt(begin)) {
      this.#captured = []
      let end = -1
      const matched = this.#body(begin, (at) => {
        end = at
        return true
      })
      if (matched) return { steps: this.#steps, match: { begin, end } }
    }
    return { steps: this.#steps, match: undefined }
  }

  #step(): void {
    this.#steps += 1
    if (this.#steps > this.#most) throw new TooManySteps(this.#regexp.source.slice(0, 200))
  }

  #alternatives(alternatives: readonly AST.Alternative[]): Part {
    const parts = alternatives.map(({ elements }) => this.#sequence(elements))
    const [only] = parts
    if (only !== undefined && parts.length === 1) return only
    return (at, rest) => parts.some((part) => part(at, rest))
  }

  #sequence(elements: readonly AST.Element[]): Part {
    const forwards = elements.map((element) => this.#element(element))
    const backwards = [...forwards].reverse()
    const run = (parts: readonly Part[], index: number, at: number, rest: Rest): boolean => {
      const part = parts[index]
      return part === undefined ? rest(at) : part(at, (next) => run(parts, index + 1, next, rest))
    }
    return (at, rest) => run(this.#backwards ? backwards : forwards, 0, at, rest)
  }

  #element(element: AST.Element): Part {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        return this.#character(element)
      case 'Group':
        return this.#alternatives(element.alternatives)
      case 'CapturingGroup':
        return this.#capturing(element)
      case 'Quantifier':
        return this.#quantifier(element)
      case 'Assertion':
        return this.#assertion(element)
      case 'Backreference':
        return this.#backreference(element)
      default:
        throw new Error(`No counting of ${element.type}`)
    }
  }

  /** One character; what the class holds is asked of the engine. */
  #character(element: AST.Character | AST.CharacterSet | AST.CharacterClass): Part {
    const holds = this.#holding(element.raw)
    return (at, rest) => {
      const next = this.#over(at, holds)
      return next !== undefined && rest(next)
    }
  }

  #holding(raw: string): (character: string) => boolean {
    const one = new RegExp(`^(?:${raw})$`, this.#regexp.flags.replaceAll(/[gmy]/g, ''))
    const known = new Map<string, boolean>()
    return (character) => {
      const before = known.get(character)
      if (before !== undefined) return before
      const holds = one.test(character)
      known.set(character, holds)
      return holds
    }
  }

  /** Behind the character at a place, before it in a look back; undefined where it isn't one of these. */
  #over(at: number, holds: (character: string) => boolean): number | undefined {
    this.#step()
    const width = this.#backwards ? this.#widthBefore(at) : this.#widthAt(at)
    const from = this.#backwards ? at - width : at
    if (from < 0 || from + width > this.#text.length) return undefined
    if (!holds(this.#text.slice(from, from + width))) return undefined
    return this.#backwards ? from : from + width
  }

  #widthAt(at: number): number {
    return this.#regexp.unicode && (this.#text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  }

  #widthBefore(at: number): number {
    return this.#regexp.unicode && at >= 2 && (this.#text.codePointAt(at - 2) ?? 0) > 0xffff ? 2 : 1
  }

  #capturing(group: AST.CapturingGroup): Part {
    const body = this.#alternatives(group.alternatives)
    return (at, rest) =>
      body(at, (next) => {
        const before = [...this.#captured]
        const text = this.#text.slice(Math.min(at, next), Math.max(at, next))
        this.#captured[group.start] = text
        if (rest(next)) return true
        this.#captured = before
        return false
      })
  }

  #quantifier({ element, min, max, greedy }: AST.Quantifier): Part {
    if (
      element.type === 'Character' ||
      element.type === 'CharacterSet' ||
      element.type === 'CharacterClass'
    ) {
      return this.#repeatedCharacter(this.#holding(element.raw), min, max, greedy)
    }
    const part = this.#element(element)
    const repeat = (count: number, at: number, rest: Rest): boolean => {
      const more = (): boolean =>
        count < max &&
        part(at, (next) => (next !== at || count < min) && repeat(count + 1, next, rest))
      if (count < min) return more()
      return greedy ? more() || rest(at) : rest(at) || more()
    }
    return (at, rest) => {
      this.#step()
      return repeat(0, at, rest)
    }
  }

  /** Without recursion, because lines are long. */
  #repeatedCharacter(
    holds: (character: string) => boolean,
    min: number,
    max: number,
    greedy: boolean,
  ): Part {
    return (at, rest) => {
      const places = [at]
      const more = (): boolean => {
        const next = places.length > max ? undefined : this.#over(places.at(-1) ?? at, holds)
        if (next !== undefined) places.push(next)
        return next !== undefined
      }
      while (places.length <= min) if (!more()) return false
      if (!greedy) {
        for (;;) {
          if (rest(places.at(-1) ?? at)) return true
          if (!more()) return false
        }
      }
      while (more());
      for (let count = places.length - 1; count >= min; count -= 1) {
        this.#step()
        if (rest(places[count] ?? at)) return true
      }
      return false
    }
  }

  #assertion(assertion: AST.Assertion): Part {
    if (assertion.kind === 'lookahead' || assertion.kind === 'lookbehind') {
      const body = this.#alternatives(assertion.alternatives)
      const isBehind = assertion.kind === 'lookbehind'
      return (at, rest) => {
        const before = this.#backwards
        this.#backwards = isBehind
        const holds = body(at, () => true)
        this.#backwards = before
        return holds !== assertion.negate && rest(at)
      }
    }
    return (at, rest) => {
      this.#step()
      return this.#holdsAt(assertion, at) && rest(at)
    }
  }

  #holdsAt(assertion: AST.EdgeAssertion | AST.WordBoundaryAssertion, at: number): boolean {
    const text = this.#text
    const { multiline } = this.#regexp
    if (assertion.kind === 'start') return at === 0 || (multiline && isLineEnd(text[at - 1]))
    if (assertion.kind === 'end') return at === text.length || (multiline && isLineEnd(text[at]))
    return (isWord(text[at - 1]) !== isWord(text[at])) !== negated(assertion)
  }

  #backreference({ resolved }: AST.Backreference): Part {
    const group = Array.isArray(resolved) ? resolved[0] : resolved
    return (at, rest) => {
      const text = group === undefined ? '' : (this.#captured[group.start] ?? '')
      this.#steps += text.length
      const from = this.#backwards ? at - text.length : at
      if (!this.#text.startsWith(text, from)) return false
      return rest(this.#backwards ? from : from + text.length)
    }
  }
}

function negated(assertion: AST.EdgeAssertion | AST.WordBoundaryAssertion): boolean {
  return 'negate' in assertion && assertion.negate
}

function isWord(character = ''): boolean {
  return /^\w$/.test(character)
}

function isLineEnd(character = ''): boolean {
  return /^[\n\r\u2028\u2029]$/.test(character)
}
