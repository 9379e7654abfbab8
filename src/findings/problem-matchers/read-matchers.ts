import { isList, isObject, type JsonObject, parseJson, quotedWhole } from '../../text/index.js'
import type { Severity } from '../finding.js'
import { type Part, PARTS, type Pattern, type ProblemMatcher } from './problem-matcher.js'

/** The matchers of a file, or what is wrong with it: one sentence for each problem, without its full stop. */
export interface ReadMatchers {
  readonly matchers: readonly ProblemMatcher[]
  readonly problems: readonly string[]
}

const MOST_MATCHERS = 50
const MOST_PATTERNS = 20

/** Reads the text of a file in the form that GitHub's runner checks (actions/runner, IssueMatcher.cs). */
export function readMatchers(text: string): ReadMatchers {
  const problems: string[] = []
  const json = jsonOf(text)
  const list = isObject(json) ? json['problemMatcher'] : undefined
  if (!isList(list) || list.length === 0 || list.length > MOST_MATCHERS) {
    const form = `an object with a list "problemMatcher" of 1 to ${MOST_MATCHERS} matchers`
    return { matchers: [], problems: [`it must be JSON, ${form}`] }
  }
  const matchers = list.flatMap(
    (each, index) => new MatcherReader(each, `matcher ${index + 1}`, problems).read() ?? [],
  )
  return { matchers, problems }
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice']

/** The severity that a word names, in any case; undefined for another word. */
export function severityNamed(word: string): Severity | undefined {
  return SEVERITIES.find((severity) => severity === word.toLowerCase())
}

/** Reads one matcher of a file. Every problem is listed, and names the matcher by its owner where it has one. */
class MatcherReader {
  readonly #given: unknown
  readonly #problems: string[]
  #name: string

  constructor(given: unknown, name: string, problems: string[]) {
    this.#given = given
    this.#name = name
    this.#problems = problems
  }

  read(): ProblemMatcher | null {
    const given = this.#given
    if (!isObject(given)) return this.#complain('is no object')
    const { owner, severity = 'error', pattern } = given
    if (typeof owner !== 'string' || owner === '') return this.#complain('has no "owner"')
    this.#name = `matcher ${quotedWhole(owner)}`
    const known = typeof severity === 'string' ? severityNamed(severity || 'error') : undefined
    if (known === undefined) {
      return this.#complain('has a severity other than error, warning and notice')
    }
    const patterns = this.#patterns(pattern)
    return patterns === null ? null : { owner, severity: known, patterns }
  }

  #patterns(given: unknown): readonly Pattern[] | null {
    const list = isList(given) ? given : []
    if (list.length === 0 || list.length > MOST_PATTERNS) {
      return this.#complain(`must have a list "pattern" of 1 to ${MOST_PATTERNS} patterns`)
    }
    const patterns = list.map((each, index) => this.#pattern(each, index, list.length))
    const read = patterns.filter((each) => each !== null)
    if (read.length < list.length) return null
    const parts = read.flatMap(({ groups }) => Object.keys(groups))
    const twice = parts.find((part, index) => parts.indexOf(part) !== index)
    if (twice !== undefined) return this.#complain(`sets ${quotedWhole(twice)} in two patterns`)
    return parts.includes('message') ? read : this.#complain('sets "message" in no pattern')
  }

  #pattern(given: unknown, index: number, count: number): Pattern | null {
    const name = `pattern ${index + 1}`
    if (!isObject(given)) return this.#complain(`has a ${name} that is no object`)
    const { regexp = '', loop = false } = given
    if (typeof regexp !== 'string') return this.#complain(`has no text "regexp" in ${name}`)
    if (typeof loop !== 'boolean')
      return this.#complain(`has a "loop" in ${name} that is no boolean`)
    const error = errorOf(regexp)
    if (error !== undefined) return this.#complain(`has a regexp in ${name} that ${error}`)
    const groups = this.#groups(given, regexp, name)
    if (groups === null) return null
    if (loop && (count === 1 || index < count - 1)) {
      return this.#complain(`sets "loop" in ${name}: only the last of several patterns may`)
    }
    if (loop && groups.message === undefined) {
      return this.#complain(`sets "loop" in ${name} without a "message" there`)
    }
    return { regexp, groups, loop }
  }

  #groups(given: JsonObject, regexp: string, name: string): Pattern['groups'] | null {
    const groups: Partial<Record<Part, number>> = {}
    const most = groupCount(regexp)
    for (const part of PARTS) {
      const group = given[part]
      if (group === undefined || group === null) continue
      if (typeof group !== 'number' || !Number.isInteger(group) || group < 0 || group > most) {
        return this.#complain(
          `sets ${quotedWhole(part)} in ${name} to no group of its regexp (0 to ${most})`,
        )
      }
      groups[part] = group
    }
    return groups
  }

  #complain(what: string): null {
    this.#problems.push(`${this.#name} ${what}`)
    return null
  }
}

/** The flags that a pattern is compiled with: property classes exist in JavaScript only with `u`. */
export function flagsOf(regexp: string): string {
  return /\\[pP]\{/.test(regexp) ? 'u' : ''
}

/** Why a regular expression can't be used; .NET's own forms are silently something else in JavaScript. */
function errorOf(regexp: string): string | undefined {
  const plain = regexp.replaceAll('\\\\', '')
  const foreign = /\\[AZzG]|\[[^\]]{0,200}-\[/.exec(plain)?.[0]
  if (foreign !== undefined)
    return `only .NET knows (${quotedWhole(foreign)}); write it for JavaScript`
  try {
    new RegExp(regexp, flagsOf(regexp))
    return undefined
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(': ').at(-1) : undefined
    return `is none of JavaScript's (${reason ?? 'invalid'})`
  }
}

function groupCount(regexp: string): number {
  const match = new RegExp(`${regexp}|`, flagsOf(regexp)).exec('')
  return (match?.length ?? 1) - 1
}
