import type { Family } from './family.js'
import { GO_REMARK } from './words.js'

const OF_ITS_OWN = new RegExp(GO_REMARK)

/** Go's compiler and linters name no severity. */
export const go: Family = {
  tools: 'go build, go vet, staticcheck, golangci-lint, gosec, govulncheck',
  reads: {
    en: '`./x.go:12:5: text`',
    zh: '`./x.go:12:5: text`',
  },
  forms: [
    {
      has: '.go:',
      regexp:
        /^(?:level=error msg="(?:\[[\w/]{1,60}\] )?(?:typechecking error: )?|vet: |typecheck: )?(?<path>(?=[^\s"'])[^:"<>|\t]{1,400}\.go):(?<line>\d{1,7}):(?<column>\d{1,6}): (?<message>\S.*)$/,
      severity: ({ message = '' }) => (OF_ITS_OWN.test(message) ? undefined : 'error'),
    },
    {
      // without a column only with the linter's name, or from where the tool ran: else it may be a program's log
      has: '.go:',
      regexp:
        /^(?<path>(?=[^\s"'])[^:"<>|\t]{1,400}\.go):(?<line>\d{1,7}): (?<message>\S.* \([a-z][\w-]{1,30}\))$/,
      severity: 'error',
      untimed: true,
    },
    {
      has: '.go:',
      regexp: /^(?<path>\.{1,2}[\\/][^:"<>|\t]{1,400}\.go):(?<line>\d{1,7}): (?<message>\S.*)$/,
      severity: 'error',
      untimed: true,
    },
    {
      // go vet before 1.10
      has: '.go:',
      regexp:
        /^(?<path>(?=[^\s"'])[^:"<>|\t]{1,400}\.go):(?<line>\d{1,7}): (?<message>(?:possible (?:malformed \+build|misuse of|formatting directive)|self-assignment of|direct assignment to|unreachable code$|composite literal uses unkeyed|\+build comment must|struct field tag |result of .{1,100} call not used|missing argument for |wrong number of args for |range variable .{1,100} captured by).*)$/,
      severity: 'error',
      untimed: true,
    },
    {
      // golangci-lint's form tab
      has: '.go:',
      regexp:
        /^(?<path>(?=[^\s"'])[^:"<>|\t]{1,400}\.go):(?<line>\d{1,7}):(?<column>\d{1,6})\s{2,60}(?<code>[a-z][\w-]{1,40})\s{2,60}(?<message>\S.*)$/,
      severity: 'error',
    },
    {
      // go generate
      has: '.go:',
      regexp:
        /^(?<path>(?=[^\s"'])[^:"<>|\t]{1,400}\.go):(?<line>\d{1,7}): (?<message>running ".+)$/,
      severity: 'error',
    },
    {
      has: 'go.',
      regexp:
        /^(?<path>(?:[^:\s"<>|]{1,400}[\\/])?go\.(?:mod|work|sum)):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?: (?<message>\S.*)$/,
      severity: 'error',
    },
    {
      // gosec shows the source below
      has: '] - G',
      regexp:
        /^\[(?<path>[^\]:]{1,400}\.go):(?<line>\d{1,7})(?:-\d{1,7})?\] - (?<code>G\d{3}) (?:\(CWE-\d{1,5}\): )?(?<message>.+?) \(Confidence: \w+, Severity: (?<severity>\w+)\)$/,
      severity: ({ severity }) => (severity === 'LOW' ? 'warning' : 'error'),
    },
    {
      // govulncheck
      has: ': ',
      regexp:
        /^\s{4,8}#\d{1,4}: (?<path>[^\s:][^:]{0,400}\.go):(?<line>\d{1,7}):(?<column>\d{1,6}): (?<message>\S+ calls \S.*)$/,
      severity: 'error',
    },
  ],
}
