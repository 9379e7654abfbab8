import { type Finding, type Matcher, NOTHING, type Place, placeAt } from '../finding.js'

const BEGIN = /^(?<indent>\s*)Traceback \(most recent call last\):$/
const FRAME = /^\s*File "(?<path>[^"]{1,400})", line (?<line>\d{1,7})/
const FAULT = /^(?<name>[A-Za-z_][\w.]{0,200})(?:: (?<message>.*))?$/
/** A fault without a traceback ends so; else any name does. */
const FAULT_NAME = /(?:Error|Exception|Warning|Exit|Interrupt|Failure|Failed)$/
const MOST_FRAMES = 50
const LONGEST_GAP_LINES = 6

/** Python's tracebacks, and the syntax errors that have none; the innermost frame comes first. */
export class PythonMatcher implements Matcher {
  #frames: Place[] = []
  #indent: string | undefined
  #gap = 0

  get busy(): boolean {
    return this.#indent !== undefined || this.#frames.length > 0
  }

  read(line: string): readonly Finding[] {
    const begin = BEGIN.exec(line)?.groups
    if (begin !== undefined) {
      this.#forget()
      this.#indent = begin['indent'] ?? ''
      return NOTHING
    }
    const frame = FRAME.exec(line)?.groups
    if (frame !== undefined) {
      const place = placeAt(frame['path'] ?? '', frame['line'])
      if (place !== undefined) this.#frames.unshift(place)
      if (this.#frames.length > MOST_FRAMES) this.#frames.pop()
      this.#gap = 0
      return NOTHING
    }
    return this.busy ? this.#readFault(line) : NOTHING
  }

  end(): readonly Finding[] {
    this.#forget()
    return NOTHING
  }

  #readFault(line: string): readonly Finding[] {
    const indent = this.#indent ?? ''
    const text = line.startsWith(indent) ? line.slice(indent.length) : line
    const fault = FAULT.exec(text)?.groups
    const name = fault?.['name'] ?? ''
    if (fault !== undefined && (this.#indent !== undefined || FAULT_NAME.test(name))) {
      const places = this.#frames
      this.#forget()
      const message = fault['message'] ?? ''
      const said = message === '' ? name : `${name}: ${message}`
      return places.length === 0 ? NOTHING : [{ severity: 'error', places, message: said }]
    }
    this.#gap += 1
    if (this.#gap > LONGEST_GAP_LINES) this.#forget()
    return NOTHING
  }

  #forget(): void {
    this.#frames = []
    this.#indent = undefined
    this.#gap = 0
  }
}
