import { type Finding, type Matcher, NOTHING, type Place, placeAt } from '../finding.js'

/** How a test runner announces a failure; `name` is the test's. */
const HEADERS = [
  // Maven Surefire
  /^(?:\[ERROR\] )?(?<name>\S.{0,300}?)\s+(?:-- )?Time elapsed: .{1,40}<<< (?:FAILURE|ERROR)!?/,
  // Gradle
  /^(?<name>\S.{0,200} > .{1,200}) FAILED$/,
  // Jest
  /^\s{0,4}● (?<name>\S.{0,300})$/,
  // Vitest
  /^\s*(?:FAIL|❯)\s+(?<name>\S+ > .{1,300})$/,
  // node:test, TAP
  /^\s*(?:✖|not ok \d+ -) (?<name>\S.{0,300}?)(?: \([\d.]+ms\))?$/,
  // Mocha
  /^\s{2,4}\d{1,4}\) (?<name>\S.{0,300})$/,
  // dotnet test
  /^\s{0,4}Failed (?<name>\S.{0,300}?) \[[^\]]{1,30}\]$/,
]
const JVM_FRAME =
  /^\s*at (?:[\w.@$-]{1,100}\/{1,2}){0,2}(?<owner>[\w.$]{1,300})\.[\w$<>]{1,200}\((?<path>[\w$-]{1,200}\.(?:java|kt|groovy|scala)):(?<line>\d{1,7})\)/
const GRADLE_FRAME = /\bat (?<path>[\w$-]{1,200}\.(?:java|kt|groovy|scala)):(?<line>\d{1,7})$/
const JS_FRAME =
  /^\s*(?:at |❯ )(?:.{0,300}? )?\(?(?:file:\/\/)?(?<path>(?:[A-Za-z]:)?[^\s():]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6})\)?$/
/** node:test's TAP, where the stack has no `at`. */
const TAP_FRAME =
  /^\s+\S.{0,300} \((?<path>(?:[A-Za-z]:)?[^\s():]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6})\)$/
const NET_FRAME = /^\s*at .{1,500} in (?<path>.{1,400}):line (?<line>\d{1,7})$/
const FOREIGN = /(?:^|[\\/])node_modules[\\/]|^node:|^internal\//
const IGNORED =
  /^(?:Error Message:|Stack Trace:|---|duration_ms:|type:|location:|failureType:|error: \|-?$|\.\.\.)/
const LONGEST_LINES = 60
const MOST_PLACES = 20

/** Failures that a test runner announces by a header and explains by a stack trace. */
export class TestFailuresMatcher implements Matcher {
  #name: string | undefined
  #message = ''
  #places: Place[] = []
  #lines = 0

  get busy(): boolean {
    return this.#name !== undefined
  }

  read(line: string): readonly Finding[] {
    const name = headerOf(line)
    if (name !== undefined) {
      const before = this.end()
      this.#name = name
      return before
    }
    if (this.#name === undefined) return NOTHING
    this.#lines += 1
    const place = frameOf(line)
    if (place !== undefined) this.#places.push(place)
    const text = line.trim()
    if (place === undefined || GRADLE_FRAME.test(line)) this.#listen(text)
    const full = this.#places.length >= MOST_PLACES || this.#lines > LONGEST_LINES
    const over = text === '' && this.#places.length > 0
    return full || over ? this.end() : NOTHING
  }

  end(): readonly Finding[] {
    const [title, message, places] = [this.#name, this.#message, this.#places]
    this.#name = undefined
    this.#message = ''
    this.#places = []
    this.#lines = 0
    if (title === undefined || places.length === 0) return NOTHING
    return [{ severity: 'error', places, message: message || 'The test failed.', title }]
  }

  /** The first line that says something; one that names a fault is better than one that doesn't. */
  #listen(text: string): void {
    if (text === '' || IGNORED.test(text)) return
    const fault = /^[\w.$]*(?:Error|Exception|Failure|Failed)\b.*/
    if (this.#message === '' || (!fault.test(this.#message) && fault.test(text))) {
      if (this.#places.length === 0 || this.#message === '') this.#message = text
    }
  }
}

function headerOf(line: string): string | undefined {
  for (const header of HEADERS) {
    const name = header.exec(line)?.groups?.['name']
    if (name !== undefined) return name.trim()
  }
  return undefined
}

function frameOf(line: string): Place | undefined {
  const jvm = JVM_FRAME.exec(line)?.groups
  if (jvm !== undefined) {
    const packages = (jvm['owner'] ?? '').split('.').slice(0, -1)
    return placeAt([...packages, jvm['path']].join('/'), jvm['line'], undefined, true)
  }
  const net = NET_FRAME.exec(line)?.groups ?? undefined
  if (net !== undefined) return placeAt(net['path'] ?? '', net['line'])
  const script = (JS_FRAME.exec(line) ?? TAP_FRAME.exec(line))?.groups
  if (script !== undefined) {
    const path = script['path'] ?? ''
    return FOREIGN.test(path) ? undefined : placeAt(path, script['line'], script['column'])
  }
  const gradle = GRADLE_FRAME.exec(line)?.groups
  return placeAt(gradle?.['path'] ?? '', gradle?.['line'], undefined, true)
}
