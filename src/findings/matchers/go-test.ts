import { type Finding, type Matcher, NOTHING, type Place, placeAt } from '../finding.js'

const RUN = /^=== (?:RUN|CONT|NAME)\s+(?<name>\S+)$/
const RESULT =
  /^\s*(?:---|===) (?<result>FAIL|PASS|SKIP): (?:\S+ )?(?<name>Test\S+|Fuzz\S+|Example\S+|Benchmark\S+)/
const ROW = /^\s{4,}(?<path>[^\s:][^:]{0,400}\.go):(?<line>\d{1,7}): ?(?<message>.*)$/
/** testify puts the text below. */
const ERROR_ROW = /^\s+Error:\s+(?<message>\S.*)$/
const PANIC = /^(?:panic|fatal error): (?<message>.+)$/
const FRAME = /^\t(?<path>\S.{0,400}?\.go):(?<line>\d{1,7})(?: \+0x[0-9a-f]+)?$/
const OVER = /^(?:FAIL|ok|PASS|exit status)\b/
const MOST = 50

/** `go test`: messages stand before the result with `-v`, and behind it without; panics name their frames. */
export class GoTestMatcher implements Matcher {
  #held: Finding[] = []
  #test: string | undefined
  #failed = false
  #panic: string | undefined
  #frames: Place[] = []

  get busy(): boolean {
    return this.#test !== undefined || this.#panic !== undefined
  }

  read(line: string): readonly Finding[] {
    const panic = PANIC.exec(line)?.groups?.['message']
    if (panic !== undefined && this.#panic === undefined) {
      this.#panic = panic.replace(/ \[recovered.*$/, '')
      return NOTHING
    }
    const run = RUN.exec(line)?.groups?.['name']
    if (run !== undefined) return this.#begin(run, false)
    const result = RESULT.exec(line)?.groups
    if (result !== undefined) return this.#readResult(result)
    if (OVER.test(line)) return this.end()
    this.#readFrame(line)
    this.#readRow(line)
    return NOTHING
  }

  end(): readonly Finding[] {
    const held = this.#failed ? this.#held : []
    const panic = this.#panicked()
    this.#held = []
    this.#test = undefined
    this.#failed = false
    return [...panic, ...held]
  }

  #begin(test: string, failed: boolean): readonly Finding[] {
    const before = this.#failed ? this.#held : NOTHING
    this.#held = []
    this.#test = test
    this.#failed = failed
    return before
  }

  #readResult({ result, name }: Readonly<Record<string, string | undefined>>): readonly Finding[] {
    if (result !== 'FAIL') return this.#begin(name ?? '', false)
    const held = this.#held
    this.#held = []
    this.#test = name ?? ''
    this.#failed = true
    return held
  }

  #readRow(line: string): void {
    if (this.#test === undefined || this.#panic !== undefined) return
    const row = ROW.exec(line)?.groups
    const place = placeAt(row?.['path'] ?? '', row?.['line'], undefined, true)
    const last = this.#held.at(-1)
    if (place !== undefined) {
      const message = row?.['message'] ?? ''
      this.#held.push({ severity: 'error', places: [place], message, title: this.#test })
      if (this.#held.length > MOST) this.#held.shift()
    } else if (last !== undefined && last.message.trim() === '') {
      const message = ERROR_ROW.exec(line)?.groups?.['message']
      if (message !== undefined) this.#held.splice(-1, 1, { ...last, message })
    }
  }

  #readFrame(line: string): void {
    if (this.#panic === undefined || this.#frames.length >= MOST) return
    const frame = FRAME.exec(line)?.groups
    const place = placeAt(frame?.['path'] ?? '', frame?.['line'])
    if (place !== undefined) this.#frames.push(place)
  }

  #panicked(): readonly Finding[] {
    const [message, places] = [this.#panic, this.#frames]
    this.#panic = undefined
    this.#frames = []
    if (message === undefined || places.length === 0) return NOTHING
    return [
      { severity: 'error', places, message: `panic: ${message}`, title: this.#test ?? 'panic' },
    ]
  }
}
