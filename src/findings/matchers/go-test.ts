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

const RUN = /^=== (?:RUN|CONT|NAME|PAUSE)\s+(?<name>\S+)$/
/** A program's last output may have no newline. */
const RESULT =
  /(?:---|===) (?<result>FAIL|PASS|SKIP): (?:(?<package>\S+) )?(?<name>(?:Test|Fuzz|Example|Benchmark)\S*)/
const ROW = /^\s{4,}(?<path>[^\s:][^:]{0,400}\.go):(?<line>\d{1,7}): ?(?<message>.*)$/
const OF_TEXT = /^\s{4,}(?!\/|[A-Za-z]:)[^\s:]{0,200}[\\/][^:]{0,300}\.go:\d|\.go:\d{1,7}:\d{1,6}: /
/** testify puts the text below, in a table. */
const TABLE_ROW =
  /^\s+(?<name>Error Trace|Error|Messages|Test|expected|actual)\s?: {0,12}\t?\s*(?<message>\S.*)$/
const PANIC = /^(?:panic|fatal error): (?<message>.+)$/
const RACE = /^WARNING: DATA RACE$/
const FRAME = /^(?:\t|\s{6})(?<path>\S.{0,400}?\.go):(?<line>\d{1,7})(?: \+0x[0-9a-f]+)?$/
const PACKAGE =
  /^(?:FAIL|ok {2}|---)\s+(?<package>[\w.-]+(?:\/\S+)?)\s+(?:[\d.]+s|\(cached\)|\[.+\])/
const OVER = /^(?:FAIL|ok|PASS|exit status|DONE|\?)\b/
/** Ginkgo names the place below the message. */
const GINKGO = /^\s*\[(?:FAILED|PANICKED!?|FAIL)\] (?<message>.+)$/
const GINKGO_PLACE = /^\s*In \[\w+\] at: (?<path>\S.{0,400}\.go):(?<line>\d{1,7})/
const MOST = 200
const MOST_FRAMES = 50

interface Row {
  readonly place: Place
  readonly message: string
  readonly test: string
}

/**
 * `go test`: with `-v` messages stand before the results and below the test that runs, else after them; tests run in
 * parallel, so that rows are kept until it is known which tests failed, and of which package.
 */
class GoTestMatcher implements Matcher {
  #rows: Row[] = []
  #current: string | undefined
  readonly #failed = new Set<string>()
  #panic: string | undefined
  #frames: Place[] = []
  #package: string | undefined
  #ginkgo: string | undefined

  get busy(): boolean {
    return this.#current !== undefined || this.#panic !== undefined || this.#ginkgo !== undefined
  }

  read({ text }: Line): Reading {
    const panic =
      PANIC.exec(text)?.groups?.['message'] ?? (RACE.test(text) ? 'data race' : undefined)
    if (panic !== undefined && this.#panic === undefined) {
      this.#panic = panic.replace(/ \[recovered.*$/, '')
      return TAKEN
    }
    if (GINKGO.test(text) || this.#ginkgo !== undefined) return this.#readGinkgo(text)
    const run = RUN.exec(text)?.groups?.['name']
    if (run !== undefined) {
      this.#current = run
      return TAKEN
    }
    const result = /(?:---|===) [FPS]/.test(text) ? RESULT.exec(text)?.groups : undefined
    if (result !== undefined) return this.#readResult(result)
    if (!this.busy) return PASSED
    const name = PACKAGE.exec(text)?.groups?.['package']
    if (name !== undefined) {
      this.#package = name
      return taken(this.end())
    }
    if (OVER.test(text)) return TAKEN
    if (/^={10,}$/.test(text) && this.#panic === 'data race') return TAKEN
    return this.#readFrame(text) || this.#readRow(text) ? TAKEN : PASSED
  }

  end(): readonly Finding[] {
    const name = this.#package
    const inPackage = (place: Place): Place =>
      name === undefined ? place : { ...place, scope: { kind: 'go-package', path: name } }
    const rows = this.#rows.filter(({ test }) => this.#failed.has(test))
    const findings = [
      ...rows.map(({ place, message, test }): Finding => ({
        severity: 'error',
        kind: 'failure',
        places: [inPackage(place)],
        message,
        title: test,
      })),
      ...this.#panicked(),
    ]
    this.#rows = []
    this.#current = undefined
    this.#package = undefined
    this.#failed.clear()
    return findings
  }

  #readResult({ result, name = '', package: named }: Readonly<Record<string, string | undefined>>) {
    const before = named === undefined || !this.#isOther(named) ? NOTHING : this.end()
    this.#current = name
    if (named !== undefined) this.#package = named
    if (result === 'FAIL') this.#failed.add(name)
    else this.#rows = this.#rows.filter(({ test }) => test !== name)
    return taken(before)
  }

  #isOther(name: string): boolean {
    return this.#package !== undefined && this.#package !== name
  }

  #readRow(text: string): boolean {
    if (this.#current === undefined || this.#panic !== undefined) return false
    const row = ROW.exec(text)?.groups
    // A row names its file alone, or by its whole path, and no column: this is a test's text.
    if (row !== undefined && OF_TEXT.test(text)) return true
    const place = placeAt(row?.['path'], row?.['line'], undefined, true)
    if (place === undefined) return this.#readTable(text)
    this.#rows.push({ place, message: row?.['message'] ?? '', test: this.#current })
    if (this.#rows.length > MOST) this.#rows.shift()
    return true
  }

  #readTable(text: string): boolean {
    const last = this.#rows.at(-1)
    const row = TABLE_ROW.exec(text)?.groups
    if (last === undefined || row === undefined) return false
    const message = row['message'] ?? ''
    if (row['name'] === 'Error' && last.message.trim() === '') {
      this.#rows.splice(-1, 1, { ...last, message })
    }
    if (row['name'] === 'Messages') {
      this.#rows.splice(-1, 1, { ...last, message: `${last.message}\n${message}` })
    }
    return true
  }

  #readFrame(text: string): boolean {
    if (this.#panic === undefined) return false
    const frame = FRAME.exec(text)?.groups
    const place = placeAt(frame?.['path'], frame?.['line'])
    if (place === undefined) return false
    if (this.#frames.length < MOST_FRAMES) this.#frames.push(place)
    return true
  }

  #panicked(): readonly Finding[] {
    const [message, places] = [this.#panic, this.#frames]
    this.#panic = undefined
    this.#frames = []
    if (message === undefined || places.length === 0) return NOTHING
    const said = message === 'data race' ? 'WARNING: DATA RACE' : `panic: ${message}`
    return [
      {
        severity: 'error',
        kind: 'failure',
        places,
        message: said,
        title: this.#current ?? 'panic',
      },
    ]
  }

  #readGinkgo(text: string): Reading {
    const message = GINKGO.exec(text)?.groups?.['message']
    if (message !== undefined) {
      this.#ginkgo = message
      return TAKEN
    }
    const groups = GINKGO_PLACE.exec(text)?.groups
    const place = placeAt(groups?.['path'], groups?.['line'])
    const said = this.#ginkgo ?? ''
    if (place !== undefined || text.startsWith('---')) this.#ginkgo = undefined
    if (place === undefined) return TAKEN
    return taken([{ severity: 'error', kind: 'failure', places: [place], message: said }])
  }
}

export const goTest: Family = {
  tools: 'go test, gotestsum, testify, Ginkgo, panics and data races of Go',
  reads: {
    en: 'rows of failed tests in the folder of their package, panics at the first frame of ours',
    zh: '失败测试的行（按包定位文件夹），panic 取第一个本仓库的栈帧',
  },
  matcher: () => new GoTestMatcher(),
  begins: [
    String.raw`=== (?:RUN|CONT|NAME|PAUSE)`,
    String.raw`--- FAIL: `,
    String.raw`DATA RACE`,
    String.raw`\[PANICKED`,
  ],
  starts: [String.raw`panic: `, String.raw`fatal error: `],
}
