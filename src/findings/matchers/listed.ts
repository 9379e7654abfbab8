import type { Family } from './family.js'
import { type Listed, ListingMatcher } from './listing.js'

const RULE = /^(?<message>.*\S)\s{2,200}\(?(?<code>[\w@/:-]{2,80})\)?$/
const letter = ({ severity = '' }: Readonly<Record<string, string | undefined>>) =>
  /^[CRW]/.test(severity) ? 'warning' : 'error'
const word = ({ severity = '' }: Readonly<Record<string, string | undefined>>) => {
  if (/^(?:info|ℹ|suggestion)/.test(severity)) return undefined
  return /^(?:[Ww]arning|⚠)/.test(severity) ? 'warning' : 'error'
}

const FORMS: readonly Listed[] = [
  {
    // the form stylish of many linters
    row: /^\s{1,8}(?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}(?<severity>error|warning|info|suggestion|[✖×✘⚠ℹ]\ufe0f?|Error|Warning)\s{1,8}(?<message>\S.*)$/u,
    severity: word,
    rule: RULE,
  },
  {
    // pyright before 1.1.200
    row: /^\s{2,4}(?<line>\d{1,7}):(?<column>\d{1,6}) - (?<severity>error|warning|information): (?<message>\S.*?)(?: \((?<code>report\w{2,60})\))?$/,
    severity: word,
  },
  {
    // Create React App
    row: /^ {2}Line (?<line>\d{1,7}):(?:(?<column>\d{1,6}):)?\s{1,8}(?<message>\S.*)$/,
    severity: () => 'error',
    warns: /^Compiled with warnings/,
    rule: RULE,
  },
  {
    // Ruff's groups
    row: /^\s{2,8}(?<line>\d{1,7}):(?<column>\d{1,6})\s{1,4}(?<code>[A-Z]{1,6}\d{1,6})\s{1,4}(?:\[\*\] )?(?<message>\S.*)$/,
    head: /^(?<path>\S.{0,400}):$/,
    severity: ({ code = '' }) => (/^[EF]/.test(code) ? 'error' : 'warning'),
  },
  {
    // staticcheck
    row: /^\s{2}\((?<line>\d{1,7}), (?<column>\d{1,6})\)\s{1,8}(?<code>[A-Z]{1,4}\d{3,4})\s{1,8}(?<message>\S.*)$/,
    severity: () => 'error',
  },
  {
    // TSLint
    row: /^(?<severity>ERROR|WARNING): (?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}(?<code>[a-z][\w-]{1,60})\s{1,60}(?<message>\S.*)$/,
    head: /^(?:ERROR|WARNING): (?<path>\S.{0,400})$/,
    severity: ({ severity }) => (severity === 'WARNING' ? 'warning' : 'error'),
  },
  {
    // XO puts the sign first, and the place of the first message into the head
    row: /^\s{1,8}(?<severity>[✖×✘⚠])\ufe0f?\s{1,4}(?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}(?<message>\S.*)$/u,
    head: /^\s{0,4}(?<path>\S.{0,400}?)(?::\d{1,7}:\d{1,6})?$/,
    severity: word,
    rule: RULE,
  },
  {
    // Next.js lints while it builds
    row: /^(?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}(?<severity>Warning|Error): (?<message>\S.*)$/,
    severity: word,
    rule: RULE,
  },
  {
    // remark
    row: /^\s{0,8}(?<line>\d{1,7}):(?<column>\d{1,6})(?:-\d{1,7}:\d{1,6})?\s{1,8}(?<severity>warning|error)\s{1,8}(?<message>\S.*(?:\s(?:remark|retext)-[\w-]{2,40}|\s{2}[a-z][\w-]{2,60}))$/,
    severity: word,
    rule: RULE,
  },
  {
    // cfn-lint
    row: /^(?<line>\d{1,7}):(?<column>\d{1,6}):\s{1,40}(?<code>(?<severity>[EW])\d{4})\s{1,8}(?<message>\S.*)$/,
    severity: letter,
  },
  {
    // RuboCop's simple form
    row: /^(?<severity>[CRWEF]):\s{1,6}(?<line>\d{1,7}):\s{1,6}(?<column>\d{1,6}): (?:\[\w{1,20}\] )?(?:(?<code>[A-Z]\w{1,40}(?:\/\w{1,60}){1,3}): )?(?<message>\S.*)$/,
    head: /^== (?<path>\S.{0,400}) ==$/,
    severity: letter,
  },
  {
    // rflint of Robot Framework
    row: /^(?<severity>[EW]): (?<line>\d{1,7}), (?<column>\d{1,6}): (?<message>\S.*?) \((?<code>[A-Z]\w{2,60})\)$/,
    head: /^\+ (?<path>\S.{0,400})$/,
    severity: letter,
  },
  {
    // Reek
    row: /^ {2}\[(?<line>\d{1,7})(?:, \d{1,7}){0,50}\]: ?(?<code>[A-Z]\w{2,60}): (?<message>\S.*)$/,
    head: /^(?<path>\S.{0,400}) -- \d{1,7} warnings?:$/,
    severity: () => 'warning',
  },
]

/** The file on a line of its own, its messages below it. */
export const listed: Family = {
  tools:
    'ESLint, Create React App, Stylelint, yamllint, Vale, textlint, remark, solhint, Oxlint, XO, Next.js, cfn-lint, RuboCop, rflint and Reek in their forms for people',
  reads: {
    en: 'one file with rows below it: `  3:5  error  text  rule`',
    zh: '文件名一行，其下各行为消息：`  3:5  error  text  rule`',
  },
  matcher: () => new ListingMatcher(FORMS),
  starts: [
    String.raw`\s{1,8}\d{1,7}:\d{1,6}\s{1,8}(?:[Ee]rr|[Ww]arn|sugg|[✖×✘⚠])`,
    String.raw`\s{1,8}[✖×✘⚠]\ufe0f?\s{1,4}\d{1,7}:\d`,
    String.raw`\s{0,8}\d{1,7}:\d{1,6}(?::\s{1,40}[EW]\d{4}\s|(?:-\d{1,7}:\d{1,6})?\s{1,8}(?:Warning: |Error: |warning |error ))`,
    String.raw`[CRWEF]:\s{1,6}\d{1,7}[:,]\s`,
    String.raw` {2}\[\d{1,7}[,\]]`,
    String.raw`\s{1,8}\d{1,7}:\d{1,6}(?: - (?:err|warn)|\s{1,4}[A-Z]{1,6}\d)`,
    String.raw` {2}(?:Line \d{1,7}:|\(\d{1,7}, \d)`,
    String.raw`(?:ERROR|WARNING): \d{1,7}:\d`,
  ],
  // Such rows also stand behind the name that a monorepo's runner puts before a line.
  begins: [String.raw`(?:error|warning) {2}\S`],
}
