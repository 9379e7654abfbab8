import { type Finding, type Matcher, NOTHING, type Place, placeAt } from '../finding.js'
import { severityOf } from '../severity-words.js'

/** A line that is a place and nothing else. */
const PLACE =
  /^(?<path>(?:[A-Za-z]:[\\/])?[^\s:"<>|][^:"<>|]{0,400}\.[A-Za-z]\w{0,9}):(?<line>\d{1,7}):(?<column>\d{1,6}):?$/
const NAMED =
  /^(?:Type |Syntax |Fatal )?(?<severity>Error|error|Warning|warning): (?<message>\S.*)$/
const LONGEST_GAP_LINES = 8

/** A place alone, maybe the source, and then the message: Next.js and gfortran. */
export class NamedBelowMatcher implements Matcher {
  #place: Place | undefined
  #gap = 0

  get busy(): boolean {
    return this.#place !== undefined
  }

  read(line: string): readonly Finding[] {
    const groups = PLACE.exec(line)?.groups
    if (groups !== undefined) {
      this.#place = placeAt(groups['path'] ?? '', groups['line'], groups['column'])
      this.#gap = 0
      return NOTHING
    }
    if (this.#place === undefined) return NOTHING
    const named = NAMED.exec(line)?.groups
    this.#gap += 1
    if (named === undefined) {
      if (this.#gap >= LONGEST_GAP_LINES) this.#place = undefined
      return NOTHING
    }
    const places = [this.#place]
    this.#place = undefined
    return [
      { severity: severityOf(named['severity'] ?? ''), places, message: named['message'] ?? '' },
    ]
  }

  end(): readonly Finding[] {
    this.#place = undefined
    return NOTHING
  }
}
