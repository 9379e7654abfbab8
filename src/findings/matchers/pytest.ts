import { type Finding, type Matcher, NOTHING, type Place, placeAt } from '../finding.js'

const SECTION = /^=+ (?<title>.*?) =+$/
const TEST = /^_{3,} (?<name>.{1,300}?) _{3,}$/
const SAID = /^E {2,}(?<text>\S.*)$/
const LOCATION = /^(?<path>[^\s:"][^:"]{0,400}\.py):(?<line>\d{1,7}):(?: (?<word>.*))?$/
/** A module that can't be read stands there only. */
const SAID_FRAME = /^File "(?<path>[^"]{1,400})", line (?<line>\d{1,7})/
const MOST_PLACES = 50
const MOST_LINES = 4

/** pytest's failures: a header for each test, `E` lines that say what went wrong, and the places passed. */
export class PytestMatcher implements Matcher {
  #within = false
  #test: string | undefined
  #places: Place[] = []
  #said: string[] = []
  #quotes = false

  get busy(): boolean {
    return this.#within
  }

  read(line: string): readonly Finding[] {
    const section = SECTION.exec(line)?.groups?.['title']
    if (section !== undefined) {
      const finding = this.end()
      this.#within = /^(?:FAILURES|ERRORS)$/.test(section)
      return finding
    }
    if (!this.#within) return NOTHING
    const test = TEST.exec(line)?.groups?.['name']
    if (test !== undefined) {
      const finding = this.#flush()
      this.#test = test
      return finding
    }
    const said = SAID.exec(line)?.groups?.['text']
    if (said !== undefined) {
      this.#listen(said)
      return NOTHING
    }
    return this.#readPlace(line)
  }

  end(): readonly Finding[] {
    this.#within = false
    return this.#flush()
  }

  #listen(said: string): void {
    const frame = SAID_FRAME.exec(said)?.groups
    const place = placeAt(frame?.['path'] ?? '', frame?.['line'])
    if (place !== undefined) {
      this.#places.unshift(place)
      this.#quotes = true
    }
    // Below a frame stands the source, up to the fault's name.
    if (this.#quotes && !/^[\w.]+(?:Error|Exception|Warning)\b/.test(said)) return
    this.#quotes = false
    if (this.#said.length < MOST_LINES) this.#said.push(said)
  }

  #readPlace(line: string): readonly Finding[] {
    const groups = LOCATION.exec(line)?.groups
    const place = placeAt(groups?.['path'] ?? '', groups?.['line'])
    if (place === undefined) return NOTHING
    const word = groups?.['word'] ?? ''
    // `--tb=line` has one line a failure, and no header.
    if (this.#test === undefined && word !== '') {
      return [{ severity: 'error', places: [place], message: word }]
    }
    this.#places.unshift(place)
    if (this.#places.length > MOST_PLACES) this.#places.pop()
    return NOTHING
  }

  #flush(): readonly Finding[] {
    const [places, said, test] = [this.#places, this.#said, this.#test]
    this.#places = []
    this.#said = []
    this.#test = undefined
    if (places.length === 0) return NOTHING
    const message = said.length > 0 ? said.join('\n') : 'The test failed.'
    return [{ severity: 'error', places, message, ...(test !== undefined && { title: test }) }]
  }
}
