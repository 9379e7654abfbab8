import {
  type Line,
  type Matcher,
  MOST_BEFORE,
  NOTHING,
  PASSED,
  type Place,
  type Reading,
  taken,
} from '../finding.js'
import type { Family } from './family.js'
import { frameOf } from './frames.js'

/** Older ones have a sign that others have, too, and always the time. */
const FAILED =
  /^(?:\(fail\) (?<name>\S.{0,300}?)(?: \[[\d.]{1,12}m?s\])?|✗ (?<name2>\S.{0,300}?) \[[\d.]{1,12}m?s\])$/
const MESSAGE = /^(?:error|(?<name>[A-Z]\w{0,60}Error)): (?<message>\S.*)$/

/** Bun prints what went wrong and the stack first, and which test it was below. */
class BunMatcher implements Matcher {
  readonly busy = false

  read(line: Line): Reading {
    const groups = FAILED.exec(line.text)?.groups
    const title = groups?.['name'] ?? groups?.['name2']
    if (title === undefined) return PASSED
    const places: Place[] = []
    for (let back = 1; back <= MOST_BEFORE; back += 1) {
      const text = line.before(back)
      const place = /^\s+at /.test(text) ? frameOf(text) : undefined
      if (place !== undefined) places.unshift(place)
      const message = MESSAGE.exec(text)?.groups?.['message']
      if (message === undefined) continue
      if (places.length === 0) return PASSED
      return taken([{ severity: 'error', kind: 'failure', places, message, title }])
    }
    return PASSED
  }

  end() {
    return NOTHING
  }
}

export const bun: Family = {
  tools: 'Bun',
  reads: {
    en: '`(fail) name` below the message and its stack',
    zh: '消息与堆栈下方的 `(fail) name`',
  },
  matcher: () => new BunMatcher(),
  begins: [String.raw`\(fail\) \S`],
}
