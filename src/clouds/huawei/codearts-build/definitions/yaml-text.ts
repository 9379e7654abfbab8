import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  parseDocument,
  type ParsedNode,
} from 'yaml'
import { pathOf, type Place, type Placed, type Problem } from './shapes/index.js'

/** Of the text, and of what its aliases expand to. */
export const LARGEST_FILE_BYTES = 1_000_000
const MOST_ALIASES = 100
/** Words, signs, blanks and line ends, as the parser cuts them: each takes far more memory than its few bytes. */
const MOST_TOKENS = 100_000
/** One mistake in the syntax may make many. */
const MOST_PARSER_ERRORS = 20
const TOP: Place = { line: 1, column: 1 }

export interface ParsedText {
  /** Absent where the text can't be read at all. */
  readonly root?: Placed
  readonly problems: readonly Problem[]
}

/**
 * A YAML 1.2 text as values with their places. Refuses what could hide or explode: duplicate keys, tags, several
 * documents, more than 100 aliases, and more than 1 MB, written or expanded, or cut into more than 100,000 tokens.
 */
export function parseYaml(text: string): ParsedText {
  if (Buffer.byteLength(text) > LARGEST_FILE_BYTES)
    return { problems: [whole('The file is over 1 MB.')] }
  if (hasTooManyTokens(text))
    return { problems: [whole(`The file has more than ${MOST_TOKENS} words and signs.`)] }
  try {
    return new Expansion(text).result()
  } catch (error) {
    // Only a stack that is too small for the nesting ends up here: the parser reports all else itself.
    if (!(error instanceof RangeError)) throw error
    return { problems: [whole('The file is nested too deeply.')] }
  }
}

function hasTooManyTokens(text: string): boolean {
  const tokens = new Lexer().lex(text)
  for (let count = 0; count <= MOST_TOKENS; count += 1) {
    if (tokens.next().done === true) return false
  }
  return true
}

function whole(message: string): Problem {
  return { place: TOP, path: '', message }
}

/** Turns the parser's nodes into placed values, and counts what aliases make of them. */
class Expansion {
  readonly #lines = new LineCounter()
  readonly #document: Document.Parsed
  readonly #problems: Problem[] = []
  #aliases = 0
  #length = 0

  constructor(text: string) {
    this.#document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      lineCounter: this.#lines,
      prettyErrors: false,
      // The parser compares each key with each other one, which takes minutes for a file of keys.
      uniqueKeys: false,
    })
  }

  result(): ParsedText {
    const { errors, warnings, contents } = this.#document
    for (const { message, pos } of [...errors, ...warnings].slice(0, MOST_PARSER_ERRORS)) {
      // The parser reports a stack that the nesting was too much for as one error a level.
      if (message.includes('call stack')) throw new RangeError(message)
      this.#problems.push({ place: this.#placeAt(pos[0]), path: '', message: sentence(message) })
    }
    if (this.#problems.length > 0) return { problems: this.#problems }
    const root = this.#placed(contents, '', TOP)
    if (this.#aliases > MOST_ALIASES) {
      return { problems: [whole(`The file has more than ${MOST_ALIASES} aliases.`)] }
    }
    if (this.#isTooLong)
      return { problems: [whole('The file is over 1 MB with its aliases expanded.')] }
    return this.#problems.length > 0 ? { problems: this.#problems } : { root, problems: [] }
  }

  get #isTooLong(): boolean {
    return this.#length > LARGEST_FILE_BYTES
  }

  #placed(node: Node | ParsedNode | null, path: string, place: Place): Placed {
    const nothing: Placed = { kind: 'scalar', path, place, value: null, written: '' }
    if (node === null || this.#isTooLong || this.#aliases > MOST_ALIASES) return nothing
    this.#length += 1
    if (isAlias(node)) {
      this.#aliases += 1
      const target = node.resolve(this.#document)
      if (target !== undefined) return this.#placed(target, path, place)
    } else if (isMap(node)) {
      return { kind: 'map', path, place, entries: this.#entries(node.items, path) }
    } else if (isSeq(node)) {
      const items = node.items.map((item, index) => {
        const inner = item as Node | null
        return this.#placed(inner, `${path}[${index}]`, this.#placeOf(inner, place))
      })
      return { kind: 'list', path, place, items }
    } else if (isScalar(node)) {
      return this.#scalar(node.value, node.source, path, place)
    }
    return nothing
  }

  #scalar(value: unknown, source: string | undefined, path: string, place: Place): Placed {
    this.#length += source?.length ?? 0
    if (typeof value === 'string') return { kind: 'scalar', path, place, value, written: value }
    const known = typeof value === 'number' || typeof value === 'boolean' ? value : null
    return { kind: 'scalar', path, place, value: known, written: source ?? '' }
  }

  #entries(
    pairs: readonly { readonly key: unknown; readonly value: unknown }[],
    path: string,
  ): ReadonlyMap<string, Placed> {
    const entries = new Map<string, Placed>()
    for (const { key, value } of pairs) {
      const node = key as Node | null
      const place = this.#placeOf(node, TOP)
      if (!isScalar(node)) {
        this.#problems.push({ place, path, message: 'A key must be a plain word.' })
        continue
      }
      const name = typeof node.value === 'string' ? node.value : (node.source ?? '')
      this.#length += name.length
      if (entries.has(name)) {
        this.#problems.push({ place, path, message: 'Map keys must be unique.' })
        continue
      }
      entries.set(name, this.#placed(value as Node | null, pathOf(path, name), place))
    }
    return entries
  }

  #placeOf(node: Node | null, otherwise: Place): Place {
    const range = node?.range
    return range ? this.#placeAt(range[0]) : otherwise
  }

  #placeAt(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
}

/** The parser's words on one line; they quote keys and signs, and no values. */
function sentence(message: string): string {
  const [first = ''] = message.split('\n')
  return first.endsWith('.') ? first : `${first}.`
}
