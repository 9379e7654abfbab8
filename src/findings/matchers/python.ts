import {
  type Finding,
  type Line,
  type Matcher,
  NOTHING,
  PASSED,
  passed,
  type Place,
  placeAt,
  type Reading,
  taken,
} from '../finding.js'
import type { Family } from './family.js'

/** Bazel's Starlark looks the same. */
const BEGIN =
  /^(?:ERROR: (?:\S{1,400} )?)?(?:Exception Group )?(?<indent>\s*)Traceback \(most recent call last\):$/
const FRAME = /^\s*File "(?<path>[^"]{1,400})", line (?<line>\d{1,7})/
const COMPLAINT =
  /^File "[^"]{1,400}", line \d{1,7}, (?:in [^:]{1,200}: .{1,800} \[[a-z-]{3,60}\]$|characters? [\d-]{1,14}: \S)/
/** SCons says what was raised above the frames, which end with a colon. */
const SCONS_FRAME = /^ {2}File "[^"]{1,400}", line \d{1,7}:$/
const SCONS = /^(?<message>\w{1,80}(?:Error|Exception): .{1,600}):$/
const LAST_LINE = /^(?<name>(?:Error in )?[A-Za-z_][\w.]{0,200})(?:: (?<message>.*))?$/
/** A name that says by itself that it is an exception. After a traceback any name is one. */
const EXCEPTION_NAME = /(?:Error|Exception|Warning|Exit|Interrupt|Failure|Failed)$/
const COMPILES = /^(?:SyntaxError|IndentationError|TabError)\b/
/** unittest's heading, and pytest's: what stands between them and the traceback is the test's name. */
const TEST = /^(?:FAIL|ERROR): (?<name>\w.{0,300})$/
/** A program that survives it mostly prints it after a line of its own log. */
const LOGS =
  /^\W{0,2}(?:ERROR|CRITICAL|WARNING|WARN|INFO|DEBUG)\b(?=[ :\]|])|^Internal Server Error: |[|-] (?:ERROR|WARNING|CRITICAL)\s|\[(?:ERROR|WARNING|CRITICAL)\]/
const CHAINED =
  /exception(?: was the direct cause of the following exception|, another exception occurred):$/
const EXAMPLE = 'Failed example:'
/** Exceptions of a group are drawn as a tree. */
const GROUP = /^ {2,40}[|+] {1,2}(?=\S| {2})/
const GROUP_ITSELF = /ExceptionGroup$/
const MOST_FRAMES = 50
const LONGEST_GAP_LINES = 6

/** Python's tracebacks, and the syntax errors that have none; the innermost frame comes first. */
class PythonMatcher implements Matcher {
  #frames: Place[] = []
  #indent: string | undefined
  #test: string | undefined
  #logged = false
  #gap = 0
  #example = false
  /** What was raised, where it stands above the frames. */
  #said: string | undefined
  /** It may be the cause of another one below. */
  #held: Finding | undefined
  /** Places of the exceptions that led to this one. */
  #causes: readonly Place[] = []

  get busy(): boolean {
    return this.#held !== undefined || this.#indent !== undefined || this.#frames.length > 0
  }

  read(line: Line): Reading {
    const text = line.text.replace(GROUP, '')
    const begin = BEGIN.exec(text)?.groups
    if (this.#held !== undefined && text !== '') return this.#readHeld(line, this.#held)
    if (begin !== undefined) {
      this.#forget()
      this.#indent = begin['indent'] ?? ''
      this.#test = testBefore(line)
      const goesOn = CHAINED.test(line.before(2))
      this.#logged = goesOn ? this.#logged : LOGS.test(line.before(1))
      if (!goesOn) this.#causes = []
      return text.startsWith('ERROR: ') ? taken(NOTHING) : PASSED
    }
    // A type checker's message on the line of its place.
    if (COMPLAINT.test(text)) return PASSED
    const frame = FRAME.exec(text)?.groups
    if (frame !== undefined) {
      const place = placeAt(frame['path'] ?? '', frame['line'])
      if (SCONS_FRAME.test(text)) this.#said ??= SCONS.exec(line.before(1))?.groups?.['message']
      if (place !== undefined) this.#frames.unshift(place)
      if (this.#frames.length > MOST_FRAMES) this.#frames.pop()
      this.#gap = 0
      // OCaml's places look the same, with characters.
      return text.includes(', characters ') ? PASSED : taken(NOTHING)
    }
    if (this.#indent === undefined && this.#frames.length > 0 && text === EXAMPLE) {
      this.#example = true
      return taken(NOTHING)
    }
    if (this.#example) return this.#readExample(text)
    if (this.#said !== undefined && !text.startsWith('  ')) return passed(this.#raised())
    return this.busy ? this.#readLastLine(text) : PASSED
  }

  #raised(): readonly Finding[] {
    const [message, places] = [this.#said, this.#frames]
    this.#forget()
    if (message === undefined || places.length === 0) return NOTHING
    return [{ severity: 'error', kind: 'failure', places, message }]
  }

  /** doctest: the place, and what was tried there. */
  #readExample(text: string): Reading {
    const places = this.#frames
    this.#forget()
    const message = `${EXAMPLE} ${text.trim()}`
    return taken([{ severity: 'error', kind: 'failure', places, message }])
  }

  end(): readonly Finding[] {
    const held = this.#held
    this.#held = undefined
    this.#causes = []
    const raised = this.#raised()
    return held === undefined ? raised : [held, ...raised]
  }

  /** Of a chain of exceptions the last one counts, or, where it has no place of ours, one before. */
  #readHeld(line: Line, held: Finding): Reading {
    this.#held = undefined
    if (CHAINED.test(line.text)) {
      this.#causes = [...held.places, ...this.#causes].slice(0, MOST_FRAMES)
      return taken(NOTHING)
    }
    this.#causes = []
    const after = this.read(line)
    return { findings: [held, ...after.findings], taken: after.taken }
  }

  #readLastLine(line: string): Reading {
    const indent = this.#indent ?? ''
    const text = line.startsWith(indent) ? line.slice(indent.length) : line
    const last = LAST_LINE.exec(text)?.groups
    const name = last?.['name'] ?? ''
    if (last !== undefined && (this.#indent !== undefined || EXCEPTION_NAME.test(name))) {
      const [places, test] = [this.#frames, this.#test]
      this.#forget()
      const message = last['message'] ?? ''
      const said = message === '' ? name : `${name}: ${message}`
      if (places.length === 0 || GROUP_ITSELF.test(name)) return PASSED
      const title = test === undefined ? {} : { title: test }
      const failure = { kind: this.#logged ? 'logged' : 'failure' } as const
      const kind = COMPILES.test(name) ? {} : failure
      const all = [...places, ...this.#causes]
      this.#held = { severity: 'error', places: all, message: said, ...title, ...kind }
      return taken(NOTHING)
    }
    this.#gap += 1
    if (this.#gap > LONGEST_GAP_LINES) this.#forget()
    return PASSED
  }

  #forget(): void {
    this.#frames = []
    this.#indent = undefined
    this.#test = undefined
    this.#gap = 0
    this.#example = false
    this.#said = undefined
  }
}

function testBefore(line: Line): string | undefined {
  for (let back = 1; back <= 4; back += 1) {
    const name = TEST.exec(line.before(back))?.groups?.['name']
    if (name !== undefined) return name
  }
  return undefined
}

export const python: Family = {
  tools: 'Python, unittest, Django, doctest, SCons',
  reads: {
    en: 'tracebacks and syntax errors, at the innermost place of ours',
    zh: '回溯与语法错误，取最内层的本仓库位置',
  },
  matcher: () => new PythonMatcher(),
  begins: [String.raw`Traceback `, String.raw`File "[^"\n]{1,400}", line`],
}
