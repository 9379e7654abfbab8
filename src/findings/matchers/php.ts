import {
  type Finding,
  type Line,
  type Matcher,
  PASSED,
  placeAt,
  type Reading,
  TAKEN,
  taken,
} from '../finding.js'
import type { Family } from './family.js'
import { isSource } from './words.js'

const PHPSTAN_HEADER = /^\s{1,4}Line\s{2,8}(?<path>\S.{0,400}?)(?: \(in context of .{1,300}\))?\s*$/
const PHPSTAN_ROW = /^\s{2,4}:?(?<line>\d{1,7})\s{2,12}(?<message>\S.*)$/
const PHPCS_HEADER = /^FILE: (?<path>\S.{0,400}?)\s*$/
const PHPCS_ROW =
  /^\s{1,8}(?<line>\d{1,7}) \| (?<severity>ERROR|WARNING)\s{0,4}\| (?:\[[x ]\] )?(?<message>\S.*)$/
const RULE = /^(?=[\s|+-]*$)[\s|-]*-{5}/
const LONGEST_GAP_LINES = 6

interface Row extends Finding {
  readonly message: string
}

/** Tables of PHPStan and PHP_CodeSniffer: the file in the head, a row for each message, long ones over several lines. */
class TableMatcher implements Matcher {
  #file: string | undefined
  #row: Row | undefined
  #gap = 0

  get busy(): boolean {
    return this.#file !== undefined
  }

  read({ text }: Line): Reading {
    const header = (PHPSTAN_HEADER.exec(text) ?? PHPCS_HEADER.exec(text))?.groups?.['path']
    if (header !== undefined && isSource(header)) {
      const before = this.end()
      this.#file = header
      return taken(before)
    }
    if (this.#file === undefined) return PASSED
    const row = (PHPSTAN_ROW.exec(text) ?? PHPCS_ROW.exec(text))?.groups
    const place = placeAt(this.#file, row?.['line'])
    if (place !== undefined) {
      const before = this.#flush()
      const severity = row?.['severity'] === 'WARNING' ? 'warning' : 'error'
      this.#row = { severity, places: [place], message: row?.['message']?.trim() ?? '' }
      return taken(before)
    }
    return this.#readRest(text)
  }

  end(): readonly Finding[] {
    this.#file = undefined
    return this.#flush()
  }

  #readRest(text: string): Reading {
    if (RULE.test(text) || text.trim() === '' || /^(?:FOUND|PHPCBF|Time:)/.test(text)) {
      this.#gap += 1
      return this.#gap > LONGEST_GAP_LINES ? taken(this.end()) : TAKEN
    }
    const more = /^\s{4,20}(?:\|\s+\|\s+)?(?:\[[x ]\] )?(?<text>\S.*)$/.exec(text)?.groups?.['text']
    if (more === undefined || this.#row === undefined) {
      return { findings: this.end(), taken: false }
    }
    const isTip = /^[\p{So}\p{Sk}💡🪪✏]/u.test(more)
    if (!isTip) this.#row = { ...this.#row, message: `${this.#row.message} ${more.trim()}` }
    return TAKEN
  }

  #flush(): readonly Finding[] {
    const row = this.#row
    this.#row = undefined
    this.#gap = 0
    return row === undefined ? [] : [row]
  }
}

export const php: Family = {
  tools: 'PHP, PHPStan, Psalm, PHP_CodeSniffer, PHPMD',
  reads: {
    en: '`PHP Parse error: text in path on line 5`, tables with the file in the head',
    zh: '`PHP Parse error: text in path on line 5`，以及表头为文件的表格',
  },
  forms: [
    {
      regexp:
        /^(?:PHP )?(?<severity>(?:Parse|Fatal|Recoverable fatal|Compile) error|Warning|Deprecated): {1,2}(?<message>.{1,1000}?) in (?<path>\S.{0,400}?)(?: on line |:)(?<line>\d{1,7})$/u,
      severity: ({ severity = '' }) => (/error$/.test(severity) ? 'error' : 'warning'),
    },
    {
      regexp:
        /^(?<severity>ERROR|INFO|WARNING): (?<code>[A-Z]\w{2,80}) - (?<path>[^:]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6}) - (?<message>.+)$/,
      severity: ({ severity }) => (severity === 'ERROR' ? 'error' : undefined),
    },
    {
      // PHP_CodeSniffer's and Psalm's forms for editors
      has: ' - ',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6}): ?(?<severity>error|warning) - (?:(?<code>[A-Z]\w{2,80}): )?(?<message>.+)$/,
    },
    {
      // PHPStan's raw form, PHPMD
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.php):(?<line>\d{1,7})(?:: {0,8}| {1,8})(?<message>[A-Z]\S*\s{1,8}\S.*)$/,
      severity: 'error',
      untimed: true,
    },
  ],
  matcher: () => new TableMatcher(),
  begins: [String.raw`Line {2,8}\S`, String.raw`FILE: `],
}
