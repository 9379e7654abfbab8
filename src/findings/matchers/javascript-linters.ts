import {
  type Line,
  type Matcher,
  MOST_BEFORE,
  NOTHING,
  PASSED,
  placeAt,
  type Reading,
  TAKEN,
  taken,
} from '../finding.js'
import type { Family } from './family.js'
import { COLUMN, isSource, LINE, PATH } from './words.js'

const ROW =
  /^\s{1,8}(?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}(?<severity>error|warning|info|[✖×✘⚠ℹ]\ufe0f?|Error|Warning)\s{1,8}(?<message>\S.*)$/u
/** XO puts the sign first. */
const SIGN_FIRST =
  /^\s{1,8}(?<severity>[✖×✘⚠])\ufe0f?\s{1,4}(?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}(?<message>\S.*)$/u
/** Next.js lints while it builds. */
const AT_MARGIN =
  /^(?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}(?<severity>Warning|Error): (?<message>\S.*)$/
/** cfn-lint names the rule instead of a severity. */
const CODED =
  /^(?<line>\d{1,7}):(?<column>\d{1,6}):\s{1,40}(?<severity>[EW])(?<code>\d{4})\s{1,8}(?<message>\S.*)$/
const RULE = /^(?<message>.*\S)\s{2,200}\(?(?<rule>[\w@/:-]{2,80})\)?$/
const HEADER =
  /^(?:\/|[A-Za-z]:[\\/]|\*\*\*\/|\.{0,2}\/?[\p{L}\p{N}@_(])[^:*?"<>|]{0,400}\.?\w{1,12}$/u
const ROWS = [ROW, SIGN_FIRST, AT_MARGIN, CODED]
/** XO's head has the place of the first message. */
const HEAD_PLACE = /^\s{0,4}(?<path>\S.*):\d{1,7}:\d{1,6}$/
const WARNS = /^(?:warning|Warning|⚠|W$)/

/** The stylish form: the file on a line of its own, its messages indented below it. */
class StylishMatcher implements Matcher {
  #file: string | undefined

  get busy(): boolean {
    return this.#file !== undefined
  }

  read(line: Line): Reading {
    const row = ROWS.map((form) => form.exec(line.text)?.groups).find(Boolean)
    if (row === undefined) {
      // Only what follows a row goes on: a file's name alone begins nothing.
      if (this.#file === undefined) return PASSED
      this.#file = undefined
      return PASSED
    }
    this.#file ??= headerBefore(line)
    const place = placeAt(this.#file, row['line'], row['column'])
    if (place === undefined) return PASSED
    const text = row['message'] ?? ''
    if (row['severity'] === 'info' || row['severity']?.startsWith('ℹ') === true) return TAKEN
    const ruled = RULE.exec(text.trimEnd())?.groups
    const rule = ruled?.['rule'] ?? row['code']
    return taken([
      {
        severity: WARNS.test(row['severity'] ?? '') ? 'warning' : 'error',
        places: [place],
        message: ruled?.['message'] ?? text,
        ...(rule !== undefined && { title: rule }),
      },
    ])
  }

  end() {
    this.#file = undefined
    return NOTHING
  }
}

/** The path above: between it and this row stand only other rows, and what is indented below them. */
function headerBefore(line: Line): string | undefined {
  for (let back = 1; back <= MOST_BEFORE; back += 1) {
    const given = line.before(back).trimEnd()
    const text = HEAD_PLACE.exec(given)?.groups?.['path'] ?? given
    if (HEADER.test(text) && isSource(text)) return text.trim()
    if (!/^(?:\s+\S|\d{1,7}:\d{1,6}:?\s)/.test(text)) return undefined
  }
  return undefined
}

export const javascriptLinters: Family = {
  tools:
    'ESLint, Stylelint, yamllint, standard, Oxlint, TSLint, JSHint, markdownlint, XO, cfn-lint, Prettier, Biome',
  reads: {
    en: 'the forms stylish, unix and compact; one file with rows below it',
    zh: 'stylish、unix、compact 格式；文件名一行，其下各行为消息',
  },
  forms: [
    {
      has: '[',
      regexp: new RegExp(
        `^${PATH}:${LINE}:${COLUMN}: (?<message>.+) \\[(?<severity>[Ee]rror|[Ww]arning)(?:/(?<code>[^\\]]{1,100}))?\\]$`,
        'u',
      ),
    },
    {
      has: ': line ',
      regexp: new RegExp(
        `^${PATH}: line ${LINE}, col ${COLUMN}, (?:(?<severity>Error|Warning) - )?(?<message>.+)$`,
        'iu',
      ),
    },
    {
      // yamllint's form for machines
      has: ': [',
      regexp: new RegExp(
        `^${PATH}:${LINE}:${COLUMN}: \\[(?<severity>error|warning)\\] (?<message>.+)$`,
        'u',
      ),
    },
    {
      // TSLint: `ERROR: src/x.ts:3:5 - text`, and with brackets
      regexp: new RegExp(
        `^(?<severity>ERROR|WARNING): ${PATH}(?::${LINE}:${COLUMN} - |\\[(?<line2>\\d{1,7}), (?<column2>\\d{1,6})\\]: )(?<message>.+)$`,
        'u',
      ),
    },
    {
      // Prettier: `[error] src/x.ts: SyntaxError: text (7:5)`
      regexp:
        /^\[(?<severity>error)\] (?<path>[^:]{1,400}): (?<message>(?:\w*Error: )?.+) \((?<line>\d{1,7}):(?<column>\d{1,6})\)$/,
    },
    {
      // standard: `  /path/x.js:12:5: text (rule)`
      regexp:
        /^ {2}(?<path>(?=\S)[^:"<>|?\t]{1,400}\.[cm]?[jt]sx?):(?<line>\d{1,7}):(?<column>\d{1,6}): (?<message>.+ \([\w@/-]{2,80}\))$/,
      severity: 'error',
    },
    {
      // markdownlint
      has: 'MD0',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}):(?<line>\d{1,7})(?::(?<column>\d{1,6}))? (?:error |warning )?(?<code>MD\d{3}\/[\w/-]{2,80}) (?<message>.+)$/,
      severity: 'error',
    },
  ],
  matcher: () => new StylishMatcher(),
  begins: [String.raw`\(\d{1,7}:\d{1,6}\)`],
  starts: [
    String.raw`\d{1,7}:\d{1,6}(?::\s{1,40}[EW]\d{4}\s|\s{1,8}(?:Warning|Error): )`,
    String.raw`\s{1,8}[✖×✘⚠]\ufe0f?\s{1,4}\d{1,7}:\d`,
    String.raw`\s{1,8}\d{1,7}:\d{1,6}\s{1,8}(?:[Ee]rr|[Ww]arn|[✖×✘⚠])`,
  ],
}
