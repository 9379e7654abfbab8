import {
  type Finding,
  type Line,
  type Matcher,
  NOTHING,
  PASSED,
  placeAt,
  type Reading,
  TAKEN,
  taken,
} from '../finding.js'
import type { Family } from './family.js'

const MESSAGE = /\[@?vue\/compiler-sfc\] (?<message>\S.*) \((?<line>\d{1,7}):(?<column>\d{1,6})\)$/
const FILE = /^(?:file: )?(?<path>(?:\/|[A-Za-z]:[\\/]|\*{3})[^:*?"<>|]{1,400}\.vue)(?:[:?].*)?$/
const LONGEST_GAP_LINES = 3

/** The compiler of Vue's files prints the position beside the message, and the file below. */
class VueFileMatcher implements Matcher {
  #begun: Readonly<Record<string, string | undefined>> | undefined
  #gap = 0

  get busy(): boolean {
    return this.#begun !== undefined
  }

  read({ text }: Line): Reading {
    const groups = MESSAGE.exec(text)?.groups
    if (groups !== undefined) {
      this.#begun = groups
      this.#gap = 0
      return TAKEN
    }
    const begun = this.#begun
    if (begun === undefined) return PASSED
    this.#gap += 1
    const place = placeAt(FILE.exec(text)?.groups?.['path'], begun['line'], begun['column'])
    if (place !== undefined || this.#gap >= LONGEST_GAP_LINES) this.#begun = undefined
    if (place === undefined) return PASSED
    return taken([{ severity: 'error', places: [place], message: begun['message'] ?? '' }])
  }

  end(): readonly Finding[] {
    this.#begun = undefined
    return NOTHING
  }
}

export const vueFiles: Family = {
  tools: "The compiler of Vue's files, through Vite, Nuxt and webpack",
  reads: {
    en: '`[vue/compiler-sfc] text (12:5)` above the file',
    zh: '文件上方的 `[vue/compiler-sfc] text (12:5)`',
  },
  matcher: () => new VueFileMatcher(),
  begins: [String.raw`\[@?vue/compiler-sfc\]`],
}
