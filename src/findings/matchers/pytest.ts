import {
  type Finding,
  type Line,
  type Matcher,
  NOTHING,
  PASSED,
  type Place,
  placeAt,
  type Reading,
  TAKEN,
  taken,
} from '../finding.js'
import type { Family } from './family.js'

const SECTION = /^=+ (?<title>.*?) =+$/
const ROOT = /^rootdir: (?<path>[^,]{1,1000})(?:,.*)?$/
const TEST = /^(?:_{3,} (?<name>.{1,300}?) _{3,}|―{3,} (?<name2>.{1,300}?) ―{3,})$/
/** Plugins show a failure as soon as it happens, outside of any section. */
const ALONE = /^[_―]{8}/
const CONFTEST = /^ImportError while loading conftest '.{1,400}'\.$/
/** Output of the failed test: other places stand there, and none is the failure's. */
const CAPTURED = /^-{3,} ?Captured .{1,60} -{3,}$/
const SAID = /^E {1,}(?<text>\S.*)$/
const LOCATION =
  /^(?<path>(?:[A-Za-z]:)?[^\s:"][^:"]{0,400}\.py):(?<line>\d{1,7}):(?: (?<word>.*))?$/
/** A fixture that there is none of. */
const TEST_LOCATION =
  /^(?<path>(?:\/|[A-Za-z]:[\\/]|\*{3})[^\s:"][^:"]{0,400}\.py):(?<line>\d{1,7})$/
/** What a doctest compared. */
const EXAMPLE = /^(?:Expected|Got|Expected nothing|UNEXPECTED EXCEPTION): ?.*$|^ {4}\S/
/** `--tb=line` has whole paths. */
const FAILURE_LINE = /^(?:\/|[A-Za-z]:[\\/]|\*{3})[^\s:"][^:"]{0,400}\.py:\d{1,7}: (?!\w*Warning)/
/** `--tb=native`: Python's own traceback. */
const NATIVE_FRAME = /^\s{1,8}File "(?<path>[^"]{1,400})", line (?<line>\d{1,7})/
const NATIVE_ERROR =
  /^(?<error>[A-Za-z_][\w.]{0,200}(?:Error|Exception|Exit|Failure|Failed|Warning)(?:: .*)?)$/
/** What a test logs while it runs, before its result is known. */
const LIVE = /^-{3,} live log .{1,40} -{3,}$/
const LIVE_ENDS = /^(?:PASSED|FAILED|SKIPPED|ERROR|XFAIL|XPASS)\b(?!\s+\S+:\S+:)|^={3,} |^\S+::\S/
/** A module that can't be read stands there only. */
const SAID_FRAME = /^File "(?<path>[^"]{1,400})", line (?<line>\d{1,7})/
const MOST_PLACES = 50
const MOST_LINES = 4

/** pytest's failures: a header for each test, `E` lines that say what went wrong, and the places passed. */
class PytestMatcher implements Matcher {
  #within = false
  #captured = false
  #live = false
  /** What tests that passed, or were to fail, said. */
  #harmless = false
  #root: string | undefined
  #test: string | undefined
  #places: Place[] = []
  #said: string[] = []
  #quotes = false
  #native = false
  /** The failure stands by itself: it ends with its place, or with what it said. */
  #alone = false

  get busy(): boolean {
    return this.#within || this.#live || this.#harmless
  }

  read({ text: line }: Line): Reading {
    const root = ROOT.exec(line)?.groups?.['path']
    if (root !== undefined) {
      this.#root = root.trim()
      return TAKEN
    }
    if (LIVE.test(line)) this.#live = true
    if (this.#live && !LIVE_ENDS.test(line)) return TAKEN
    this.#live = false
    const section = SECTION.exec(line)?.groups?.['title']
    if (section !== undefined) {
      const findings = this.end()
      this.#within = /^(?:FAILURES|ERRORS)$/.test(section)
      this.#harmless = /^(?:PASSES|XFAILURES|XPASSES)$/.test(section)
      return taken(findings)
    }
    if (this.#harmless) return TAKEN
    if (!this.#within && !this.#isBegun(line)) return PASSED
    const named = TEST.exec(line)?.groups
    const test = named?.['name'] ?? named?.['name2']
    if (test !== undefined) {
      const findings = this.#flush()
      this.#test = test
      return taken(findings)
    }
    if (CAPTURED.test(line)) this.#captured = true
    // `--tb=line` goes on after the output with the next failure.
    if (this.#test === undefined && FAILURE_LINE.test(line)) this.#captured = false
    return this.#captured ? TAKEN : this.#readLine(line)
  }

  /** Whether a failure begins outside of the sections. */
  #isBegun(line: string): boolean {
    if (CONFTEST.test(line)) this.#test = 'conftest.py'
    else if (!ALONE.test(line) || !TEST.test(line)) return false
    this.#within = true
    this.#alone = true
    return true
  }

  end(): readonly Finding[] {
    this.#within = false
    this.#harmless = false
    this.#alone = false
    return this.#flush()
  }

  #readLine(line: string): Reading {
    const said = SAID.exec(line)?.groups?.['text']
    if (said !== undefined) {
      this.#listen(said)
      return TAKEN
    }
    const native = this.#test === undefined ? undefined : NATIVE_FRAME.exec(line)?.groups
    const place = this.#placeAt(native?.['path'], native?.['line'])
    if (place !== undefined) {
      this.#passed(place)
      this.#native = true
      return TAKEN
    }
    const error = this.#native ? NATIVE_ERROR.exec(line)?.groups?.['error'] : undefined
    // Of a chain of exceptions the last one counts.
    if (error !== undefined) this.#said = [error]
    return taken(this.#readPlace(line))
  }

  #passed(place: Place): void {
    this.#places.unshift(place)
    if (this.#places.length > MOST_PLACES) this.#places.pop()
  }

  #placeAt(path: string | undefined, line: string | undefined): Place | undefined {
    const place = placeAt(path, line)
    if (place === undefined || this.#root === undefined) return place
    return { ...place, scope: { kind: 'folder', path: this.#root } }
  }

  #listen(said: string): void {
    const frame = SAID_FRAME.exec(said)?.groups
    const place = this.#placeAt(frame?.['path'], frame?.['line'])
    if (place !== undefined) {
      this.#places.unshift(place)
      this.#quotes = true
    }
    // Below a frame stands the source, up to the exception's name.
    if (this.#quotes && !/^[\w.]+(?:Error|Exception|Warning)\b/.test(said)) return
    this.#quotes = false
    if (this.#said.length < MOST_LINES) this.#said.push(said)
  }

  #readPlace(line: string): readonly Finding[] {
    const groups = (LOCATION.exec(line) ?? this.#testLocation(line))?.groups
    const place = this.#placeAt(groups?.['path'], groups?.['line'])
    if (place === undefined) {
      const over = this.#alone && this.#said.length > 0 && this.#places.length > 0
      if (EXAMPLE.test(line) && this.#isDoctest) this.#listen(line.trim())
      return over && !line.startsWith(' ') ? this.end() : NOTHING
    }
    const word = groups?.['word'] ?? ''
    // `--tb=line` has one line a failure, and no header.
    if (this.#test === undefined && word !== '') {
      return [{ severity: 'error', places: [place], message: word, kind: 'failure' }]
    }
    this.#passed(place)
    return this.#alone && /^\w+$/.test(word) ? this.end() : NOTHING
  }

  get #isDoctest(): boolean {
    return this.#test?.startsWith('[doctest]') === true
  }

  #testLocation(line: string): RegExpExecArray | null {
    return this.#test === undefined || this.#said.length === 0 ? null : TEST_LOCATION.exec(line)
  }

  #flush(): readonly Finding[] {
    const [places, said, test] = [this.#places, this.#said, this.#test]
    this.#places = []
    this.#said = []
    this.#test = undefined
    this.#captured = false
    this.#quotes = false
    this.#native = false
    if (places.length === 0) return NOTHING
    const message = said.length > 0 ? said.join('\n') : 'The test failed.'
    const title = test === undefined ? {} : { title: test }
    return [{ severity: 'error', places, message, kind: 'failure', ...title }]
  }
}

export const pytest: Family = {
  tools: 'pytest',
  reads: {
    en: 'each failed test at the innermost place of ours; captured output is left out',
    zh: '每个失败的测试，取最内层的本仓库位置；捕获的输出不计',
  },
  matcher: () => new PytestMatcher(),
  begins: [String.raw`ERRORS =`],
  starts: [
    String.raw`={2,80} X?PASSES =`,
    String.raw`rootdir: `,
    String.raw`[_―]{8,200} \S`,
    'ImportError while loading conftest ',
    String.raw`-{4,60} live log `,
  ],
}
