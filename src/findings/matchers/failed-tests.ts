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
  TAKEN,
} from '../finding.js'
import type { Family } from './family.js'
import { frameOf, isBareFrame, isPlaceFirst } from './frames.js'
import { HEADER_BEGINS, HEADER_STARTS, headerOf } from './test-headers.js'

/** AVA lists the tests that failed, maybe with what they said, and explains them below by their names alone. */
const ANNOUNCED = /^\s{0,4}✘ \[fail\]: (?<name>\S.{0,300})$/
const ALL_EXPLAINED = /^\s{1,4}\d{1,6} tests? failed$/
const MOST_ANNOUNCED = 200
const LONGEST_EXPLANATIONS = 4_000
/** Jest's headings of what is no failure. */
const HARMLESS =
  /● (?:Console$|(?:Validation|Deprecation|Configuration) (?:Warning|Error)|.{0,80}Warning:?$)/
/** A test that passed, or was left out, after one that failed. */
const OTHER_TEST =
  /^\s*(?:✓|✔|√|PASS\b|ok \d|\(pass\)|○|-{2}$)|^\S.{0,200} > .{1,200} (?:PASSED|SKIPPED)$/
/** PHPUnit and RSpec list what is no failure in the same form. */
const SECTION =
  /^(?:There (?:was|were) \d+ (?:PHPUnit )?(?<kind>\w+)|(?<kind2>Pending|Failures|Finished)(?:: \(Failures listed|:$| in ))/
/** Output of tests that passed, which runners show between their results. */
const OUTPUT = /^(?:stderr|stdout) \| \S|^\S.{0,200} > .{1,200} STANDARD_(?:OUT|ERROR)$/
const IGNORED =
  /^(?:Error thrown in test:$|\w{1,60} \{$|Error Message:|Stack Trace:|错误消息:|堆栈跟踪:|Message:|Stack:|---|duration_ms:|type:|location:|failureType:|error:(?: \|-?)?$|\.\.\.|Failure\/Error:|code: |\d{1,7} ?[:|]|\S{1,400}:\d{1,7}$|stacktrace:|Locator:|⎯+|MethodSource \[|The following \w{1,60} was thrown|When the exception was thrown|name: "|(?:Fehlermeldung|Stapel\p{L}{2,20}|Message d.erreur|Arborescence .{1,30}|Mensaje de error|Seguimiento .{1,30}|エラー メッセージ|スタック トレース|오류 메시지|스택 추적|Сообщение об ошибке|Трассировка стека|Messaggio di errore|Analisi dello stack|Mensagem de Erro|Rastreamento de Pilha)\s?:$)/u
const ERROR_NAME = /^[\w.$]*(?:Error|Exception|Failure|Failed|Unexpected)\b.*/
const ONLY_NAME = /^[\w:.]{1,200}(?:Error|Exception|NotFound|Invalid):$/
/** What was compared belongs to the message. */
const COMPARED = /^(?:Expected|Actual|But was|Received|Got)\b.{0,30}?: {0,8}\S.{0,400}$/i
/** Jest says all below the name. */
const EXPLAINED = /^\s{0,4}● (?!Test suite failed to run)\S/
const COMPARES = /^[\w.$]{0,100}(?:Assertion|Comparison|Expectation)\w{0,30}(?:Error|Failure)?\b/
/** PHPUnit draws a rule beside what it says of a test. */
const DRAWN = /^ {1,4}│ ?/
/** Playwright names the place of the test, which is all there is of one that took too long. */
const TEST_PLACE =
  /^(?:\[[^\]]{1,60}\] › )?(?<path>\S{1,300}\.[cm]?[jt]sx?):(?<line>\d{1,7}):(?<column>\d{1,6}) › /
const LONGEST_LINES = 80
const MOST_PLACES = 20

/** Failures that a test runner announces by a header and explains by a stack trace. */
class FailedTestsMatcher implements Matcher {
  #name: string | undefined
  #message = ''
  #places: Place[] = []
  #lines = 0
  #numbered = false
  /** What is indented belongs to the test. */
  #explains = false
  #listed = true
  #placeFirst = false
  #announced: string[] = []
  #explained = 0
  /** Output that means nothing is going on. */
  #harmless = false

  get busy(): boolean {
    return this.#name !== undefined || this.#harmless || this.#announced.length > 0
  }

  read({ text }: Line): Reading {
    const line = text.replace(DRAWN, '')
    if (HARMLESS.test(line) || OUTPUT.test(line)) {
      const before = this.end()
      this.#harmless = true
      return { findings: before, taken: true }
    }
    if (OTHER_TEST.test(line)) return passed(this.end())
    const section = sectionOf(line)
    if (section !== undefined) {
      const before = this.end()
      this.#listed = section !== 'Pending' && /^(?:failure|error|[A-Z])/.test(section)
      return passed(before)
    }
    const name = this.#listed ? (this.#explainedBy(line) ?? headerOf(line)) : undefined
    if (name !== undefined) {
      const before = this.end()
      this.#name = name
      this.#numbered = /^\s{0,4}\d/.test(line)
      this.#explains = EXPLAINED.test(line)
      return passed(before)
    }
    if (this.#harmless) return this.#skip(line)
    return this.#name === undefined ? PASSED : this.#readLine(line)
  }

  end(): readonly Finding[] {
    const [title, message, places] = [this.#name, this.#message, this.#places]
    // Any list may be numbered.
    const isList = this.#numbered && message === ''
    this.#name = undefined
    this.#message = ''
    this.#places = []
    this.#lines = 0
    this.#harmless = false
    this.#placeFirst = false
    if (title === undefined || isList) return NOTHING
    if (places.length === 0) places.push(...testPlace(title, message))
    if (places.length === 0) return NOTHING
    const said = message === '' ? 'The test failed.' : message
    return [{ severity: 'error', kind: 'failure', places, message: said, title }]
  }

  /** The name of an announced test, where it is explained. */
  #explainedBy(line: string): string | undefined {
    const announced = ANNOUNCED.exec(line)?.groups?.['name']
    if (announced !== undefined && this.#announced.length < MOST_ANNOUNCED) {
      this.#announced.push(announced)
    }
    if (this.#announced.length === 0) return undefined
    this.#explained += 1
    if (ALL_EXPLAINED.test(line) || this.#explained > LONGEST_EXPLANATIONS) {
      this.#announced = []
      this.#explained = 0
    }
    const name = /^ {2}(?<name>\S.{0,300})$/.exec(line)?.groups?.['name']
    return this.#announced.find((one) => one === name || one.startsWith(`${name} `)) && name
  }

  get #awaitsMessage(): boolean {
    return this.#placeFirst && this.#message === ''
  }

  /** Up to the next line that stands at the margin and is no part of a stack. */
  #skip(line: string): Reading {
    this.#lines += 1
    const isOver = this.#lines > LONGEST_LINES || (/^[A-Z✓✔❯]/.test(line) && !ERROR_NAME.test(line))
    if (isOver) return passed(this.end())
    return TAKEN
  }

  #readLine(line: string): Reading {
    this.#lines += 1
    const text = line.trim()
    // A numbered list of something else: what follows at the margin is no part of it.
    const left =
      this.#numbered &&
      this.#lines <= 2 &&
      this.#places.length === 0 &&
      /^(?:>|(?!\w*(?:Error|Exception): )\w+: )/.test(line)
    if (left) {
      this.end()
      return PASSED
    }
    const place = frameOf(line)
    if (place === undefined || isBareFrame(line)) this.#listen(text)
    if (place !== undefined) this.#places.push(place)
    this.#placeFirst ||= place !== undefined && isPlaceFirst(line)
    const full = this.#places.length >= MOST_PLACES || this.#lines > LONGEST_LINES
    // Some runners name the place first, and say below what was wrong.
    const over = text === '' && this.#places.length > 0 && !this.#awaitsMessage
    if (full || over) return passed(this.end())
    return place === undefined && !this.#quotes(line) ? PASSED : TAKEN
  }

  /** What was compared may look like a tool's message. Of a suite that could not be read, it is one. */
  #quotes(line: string): boolean {
    const isAtMargin = /^\S/.test(line)
    if (isAtMargin && !ERROR_NAME.test(line)) this.#explains = false
    if (this.#explains && /^\s{4}/.test(line)) return true
    return !isAtMargin && COMPARES.test(this.#message)
  }

  /** The first line that says something; one that names an error is better than one that doesn't. */
  #listen(given: string): void {
    const text = given.replace(/^(?:=> |\[error\]\s{1,8})/, '')
    // RSpec says below the error's name what it was.
    if (text !== '' && ONLY_NAME.test(this.#message)) {
      this.#message += ` ${text}`
      return
    }
    if (text === '' || text === this.#name) return
    if (IGNORED.test(text) && !ONLY_NAME.test(text)) return
    if (this.#places.length > 0 && !this.#awaitsMessage) return
    if (this.#message === '' || (!ERROR_NAME.test(this.#message) && ERROR_NAME.test(text))) {
      this.#message = text
    } else if (COMPARED.test(text)) this.#message += `\n${text}`
  }
}

function sectionOf(line: string): string | undefined {
  const groups = SECTION.exec(line)?.groups
  return groups?.['kind'] ?? groups?.['kind2']
}

function testPlace(title: string, message: string): readonly Place[] {
  const groups = message === '' ? undefined : TEST_PLACE.exec(title)?.groups
  const place = placeAt(groups?.['path'], groups?.['line'], groups?.['column'], true)
  return place === undefined ? [] : [place]
}

export const failedTests: Family = {
  tools:
    'JUnit (Surefire, Gradle), Jest, Vitest, Mocha, Jasmine, Karma, Playwright, Cypress, node:test, TAP, AVA, dotnet test (xUnit, NUnit, MSTest), PHPUnit, RSpec, minitest, ScalaTest, munit, ExUnit, Dart, Deno, Bats, Pester',
  reads: {
    en: 'the failed test, at the first place of ours in its stack',
    zh: '失败的测试，取其堆栈中第一个本仓库的位置',
  },
  matcher: () => new FailedTestsMatcher(),
  begins: HEADER_BEGINS,
  starts: HEADER_STARTS,
}
