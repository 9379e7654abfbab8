import {
  type Finding,
  type Line,
  type Matcher,
  NOTHING,
  PASSED,
  passed,
  type Reading,
} from '../finding.js'
import type { Family } from './family.js'

/** A test that passed; most did so at once. */
const TESTS = [
  // Gradle
  /^(?<name>\S.{0,200} > .{1,200}) PASSED$/,
  // nextest
  /^\s{1,12}(?:TRY \d{1,3} PASS|FLAKY \d{1,3}\/\d{1,3}) \[[^\]]{1,30}\]\s{1,4}\S{1,200} (?<name>\S{1,300})$/,
  // cargo test: its panic was wanted
  /^test (?<name>\S{1,300}) - should panic \.\.\. ok$/,
] as const
/** Surefire and Playwright list those that passed in another try. */
const LISTS = [
  {
    head: /^\[WARNING\] Flakes:\s*$/,
    row: /^\[WARNING\] (?<name>[\w$-]{1,100}(?:\.[\w$-]{1,100}){1,20})(?:\(.{0,300}\))?\s*$/,
    aside: /^\[(?:ERROR|INFO|WARNING)\] {3}Run \d|^\[(?:INFO|WARNING)\]\s*$/,
  },
  {
    head: /^ {2}\d{1,5} flaky$/,
    row: /^ {4}(?<name>\S(?:.{0,300}[^ ─])?)[ ─]*$/,
    aside: /^$/,
  },
] as const

/** Takes back the failures of tests that passed when they were tried again. */
class PassedTestsMatcher implements Matcher {
  #list: (typeof LISTS)[number] | undefined

  get busy(): boolean {
    return this.#list !== undefined
  }

  read({ text }: Line): Reading {
    const row = this.#list?.row.exec(text)?.groups?.['name']
    const test = row ?? TESTS.map((form) => form.exec(text)?.groups?.['name']).find(Boolean)
    const isAside = this.#list?.aside.test(text) === true
    if (row === undefined && !isAside) this.#list = LISTS.find(({ head }) => head.test(text))
    return test === undefined ? PASSED : passed([passedTest(test)])
  }

  end(): readonly Finding[] {
    this.#list = undefined
    return NOTHING
  }
}

function passedTest(title: string): Finding {
  return { severity: 'notice', kind: 'passed', places: [], message: '', title }
}

export const passedTests: Family = {
  tools: 'Tests tried again by Surefire, Gradle, Playwright and nextest',
  reads: {
    en: 'what passed after it had failed is taken back',
    zh: '重试后通过的测试，其先前的失败会被撤回',
  },
  matcher: () => new PassedTestsMatcher(),
  begins: [String.raw`Flakes:`, String.raw`PASSED\r?\n`, String.raw`PASS \[`, String.raw`FLAKY \d`],
  starts: [String.raw`test \S{1,300} - should panic`, String.raw`\s{2}\d{1,5} flaky`],
}
