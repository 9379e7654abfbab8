import {
  type Line,
  type Matcher,
  MOST_BEFORE,
  NOTHING,
  PASSED,
  placeAt,
  type Reading,
  taken,
} from '../finding.js'
import type { Family } from './family.js'
import { COLUMN, isSource, LINE, PATH } from './words.js'

/** HTMLHint shows the source beside its line, and the message below a caret. */
const SOURCE = /^\s{0,8}L(?<line>\d{1,7}) \|/
const MESSAGE = /^\s{1,400}\^ (?<message>\S.{0,600}) \((?<code>[a-z][\w-]{1,60})\)$/
const HEADER = /^\s{1,8}(?<path>\S.{0,400})$/

/** The file in the head, and two lines for each message. */
class HtmlHintMatcher implements Matcher {
  #file: string | undefined
  #line: string | undefined

  get busy(): boolean {
    return this.#line !== undefined
  }

  read(line: Line): Reading {
    const at = SOURCE.exec(line.text)?.groups?.['line']
    if (at !== undefined) {
      this.#file = headBefore(line) ?? this.#file
      this.#line = at
      return PASSED
    }
    const place = placeAt(this.#file, this.#line)
    const { message = '', code = '' } = MESSAGE.exec(line.text)?.groups ?? {}
    this.#line = undefined
    if (place === undefined || message === '') return PASSED
    return taken([{ severity: 'error', places: [place], message, title: code }])
  }

  end() {
    this.#line = undefined
    return NOTHING
  }
}

function headBefore(line: Line): string | undefined {
  for (let back = 1; back <= MOST_BEFORE; back += 1) {
    const text = line.before(back)
    const path = HEADER.exec(text)?.groups?.['path']
    if (path !== undefined && !SOURCE.test(text) && isSource(path)) return path
    if (path === undefined) return undefined
  }
  return undefined
}

/** Checkers of documents and data. */
export const markup: Family = {
  tools: 'HTMLHint, xmllint, docutils, Sphinx, codespell',
  reads: {
    en: '`L12 |` before the source and the message below, `path:5: element x: … error : text`',
    zh: '源代码前的 `L12 |` 及其下方的消息，`path:5: element x: … error : text`',
  },
  forms: [
    {
      // codespell
      has: ' ==> ',
      regexp: new RegExp(`^${PATH}:${LINE}: (?<message>[^\\s=]{1,100} ==> \\S.*)$`, 'u'),
      severity: 'warning',
    },
    {
      // the checker of HTML of the W3C
      has: '"file:',
      regexp:
        /^"(?<path>file:[^"]{1,400})":(?<line>\d{1,7})\.(?<column>\d{1,6})(?:-\d{1,7}\.\d{1,6})?: (?:info )?(?<severity>error|warning)(?: fatal)?: (?<message>.+)$/,
    },
    {
      // Vale
      regexp: new RegExp(
        `^${PATH}:${LINE}:${COLUMN}:(?<code>[A-Z]\\w{1,40}\\.\\w{1,60}):(?<message>\\S.*)$`,
        'u',
      ),
      severity: 'error',
    },
    {
      // docutils
      has: ': (',
      regexp: new RegExp(
        `^${PATH}:${LINE}: \\((?<severity>WARNING|ERROR|SEVERE)/[2-4]\\) (?<message>.+)$`,
        'u',
      ),
      severity: ({ severity }) => (severity === 'WARNING' ? 'warning' : 'error'),
    },
    {
      // Sphinx checks the links of a document, whose name lacks the ending
      has: ') broken ',
      regexp:
        /^\( {0,16}(?<document>[\w./-]{1,200}): line {1,4}(?<line>\d{1,7})\) (?<message>broken {1,8}\S.*)$/,
      path: ({ document = '' }) => [`${document}.rst`, `${document}.md`],
      partial: true,
      severity: 'error',
    },
    {
      has: ': [broken] ',
      regexp: new RegExp(`^${PATH}:${LINE}: (?<message>\\[broken\\] \\S.*)$`, 'u'),
      severity: 'error',
    },
    {
      has: ': element ',
      regexp: new RegExp(
        `^${PATH}:${LINE}: element \\S{1,100}: (?<message>.{0,60}(?:validity|parser|namespace) error : .+)$`,
        'u',
      ),
      severity: 'error',
    },
  ],
  matcher: () => new HtmlHintMatcher(),
  starts: [String.raw`\s{0,8}L\d{1,7} \|`],
  begins: [String.raw`\) broken {1,8}\S`],
}
