import {
  type Finding,
  type Line,
  type Matcher,
  MOST_BEFORE,
  NOTHING,
  PASSED,
  passed,
  type Place,
  placeAt,
  type Reading,
  TAKEN,
  taken,
} from '../finding.js'
import type { Family } from './family.js'

const HEADERS = [
  /^(?:==\d+==\s?)?ERROR: (?<message>(?:Address|Leak|Memory|HWAddress)Sanitizer: .{1,300})$/,
  /^(?:==\d+==\s?)?WARNING: (?<message>(?:Thread|Memory)Sanitizer: .{1,300})$/,
  /^==\d+== (?<message>Invalid (?:read|write) of size \d+|Conditional jump or move depends on .+|Use of uninitialised value .+|Invalid free\(\).+|[\d,]+ (?:\([^)]{1,80}\) )?bytes in [\d,]+ blocks are definitely lost.+|Jump to the invalid address .+|Syscall param .+|Source and destination overlap .+|Process terminating with default action of signal .+|Mismatched free\(\).+)$/,
] as const
const FRAME =
  /^\s{0,8}#\d{1,3} 0x[0-9a-f]+ in .{1,600}? (?<path>(?:\/|[A-Za-z]:|\*{3}|\.{0,2}\w)[^\s:]{1,400}):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?$/
const THREAD_FRAME =
  /^\s{4}#\d{1,3} .{1,600}? (?<path>(?:\/|[A-Za-z]:|\*{3}|\.{0,2}\w)[^\s:]{1,400}):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?(?: \([^)]{1,200}\))*$/
const VALGRIND =
  /^==\d+==\s+(?:at|by) 0x[0-9A-F]+: .{1,400} \((?<path>[^\s():]{1,200}):(?<line>\d{1,7})\)$/
const PANIC =
  /^\s*thread '(?<thread>[^']{0,200})'(?: \(\d+\))? panicked at (?:'(?<message>.{0,1500})', )?(?<path>[^':]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6}):?$/
/** Before Rust 1.73 the message stood between quotes, maybe on several lines, and the place behind. */
const OPENED = /^\s*thread '(?<thread>[^']{0,200})' panicked at '(?<message>.{0,1500})$/
const CLOSED =
  /^(?<rest>.{0,1500})', (?<path>[^':]{1,400}\.rs):(?<line>\d{1,7}):(?<column>\d{1,6})$/
const UNSAID = ''
const BACKTRACE = /^\s{4,20}at (?<path>\S.{0,400}?):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?$/
/** Rust's own sources and those of dependencies. */
const FOREIGN = /^\/rustc\/|^library\/|[\\/]\.?cargo[\\/](?:registry|git)[\\/]/
const LONGEST_BACKTRACE = 120
const LONGEST_LINES = 30
const MOST_FRAMES = 20

/** Crashes that name frames or the place: sanitizers, Valgrind, panics of Rust. */
class CrashMatcher implements Matcher {
  #message: string | undefined
  #frames: Place[] = []
  #panic: Finding | undefined
  #lines = 0

  get busy(): boolean {
    return this.#message !== undefined || this.#panic !== undefined
  }

  read(line: Line): Reading {
    const { text } = line
    if (this.#panic !== undefined) return this.#readPanicked(text, this.#panic)
    const header = HEADERS.map((form) => form.exec(text)?.groups?.['message']).find(Boolean)
    if (header !== undefined) {
      const before = this.end()
      this.#message = header
      return { findings: before, taken: true }
    }
    return this.#message === undefined ? this.#readPanic(line) : this.#readFrame(text)
  }

  end(): readonly Finding[] {
    const [message, places, panic] = [this.#message, this.#frames, this.#panic]
    this.#message = undefined
    this.#frames = []
    this.#panic = undefined
    this.#lines = 0
    if (panic !== undefined) {
      return [{ ...panic, message: panic.message === UNSAID ? 'panicked' : panic.message }]
    }
    if (message === undefined || places.length === 0) return NOTHING
    return [{ severity: 'error', kind: 'failure', places, message }]
  }

  /** The message below a panic; where the place is none of ours, the stack, too. */
  #readPanicked(text: string, panic: Finding): Reading {
    if (panic.message === UNSAID) {
      const said = { ...panic, message: text.trim() || 'panicked' }
      const isForeign = FOREIGN.test(panic.places[0]?.path ?? '')
      this.#panic = isForeign ? said : undefined
      return isForeign ? TAKEN : taken([said])
    }
    const frame = BACKTRACE.exec(text)?.groups
    const place = placeAt(frame?.['path'], frame?.['line'], frame?.['column'])
    if (place !== undefined) this.#panic = { ...panic, places: [...panic.places, place] }
    this.#lines += 1
    const isOver = /^\S/.test(text) && text !== 'stack backtrace:'
    if (isOver || this.#lines > LONGEST_BACKTRACE) return passed(this.end())
    return TAKEN
  }

  #readFrame(text: string): Reading {
    this.#lines += 1
    const valgrind = VALGRIND.exec(text)?.groups
    const groups = valgrind ?? (FRAME.exec(text) ?? THREAD_FRAME.exec(text))?.groups
    const place = placeAt(
      groups?.['path'],
      groups?.['line'],
      groups?.['column'],
      valgrind !== undefined,
    )
    if (place !== undefined && this.#frames.length < MOST_FRAMES) this.#frames.push(place)
    const blank = text.replace(/^==\d+==/, '').trim() === ''
    const over = this.#lines > LONGEST_LINES || (blank && this.#frames.length > 0)
    if (over) return passed(this.end())
    return place === undefined ? PASSED : TAKEN
  }

  #readPanic(line: Line): Reading {
    const { text } = line
    const groups = PANIC.exec(text)?.groups
    const place = placeAt(groups?.['path'], groups?.['line'], groups?.['column'])
    if (groups === undefined || place === undefined) return closedPanic(line)
    const message = groups['message']
    const finding: Finding = {
      severity: 'error',
      kind: 'failure',
      places: [place],
      message: message ?? UNSAID,
      title: groups['thread'] ?? 'panic',
    }
    if (message !== undefined) return { findings: [finding], taken: true }
    this.#panic = finding
    return TAKEN
  }
}

function closedPanic(line: Line): Reading {
  const closed = CLOSED.exec(line.text)?.groups
  const place = placeAt(closed?.['path'], closed?.['line'], closed?.['column'])
  if (place === undefined) return PASSED
  for (let back = 1; back <= MOST_BEFORE; back += 1) {
    const opened = OPENED.exec(line.before(back))?.groups
    if (opened === undefined) continue
    const message = opened['message'] ?? ''
    const title = opened['thread'] ?? 'panic'
    return taken([{ severity: 'error', kind: 'failure', places: [place], message, title }])
  }
  return PASSED
}

export const crashes: Family = {
  tools: 'AddressSanitizer, ThreadSanitizer, LeakSanitizer, UBSan, Valgrind, panics of Rust',
  reads: { en: 'the first frame of ours', zh: '第一个本仓库的栈帧' },
  matcher: () => new CrashMatcher(),
  begins: [String.raw`Sanitizer: `, String.raw`==\d{1,8}== [ICUMJSP\d]`],
}
