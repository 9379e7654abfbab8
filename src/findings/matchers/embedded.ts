import type { Family } from './family.js'

export const embedded: Family = {
  tools: 'Keil armcc, IAR, TI, cppcheck, PC-lint',
  reads: {
    en: '`"path", line 12: Error:  #20: text`, `[path:9]: (error) text`',
    zh: '`"path", line 12: Error:  #20: text`、`[path:9]: (error) text`',
  },
  forms: [
    {
      has: '", line ',
      regexp:
        /^"(?<path>[^"]{1,400})", line (?<line>\d{1,7})(?::?\d{0,6})?(?: \(col\. (?<column>\d{1,6})\))?: (?<severity>(?:fatal |catastrophic )?error|warning)(?:[ :]{1,3}(?<code>#?[A-Z]{0,4}\d{1,6}(?:-[A-Z])?))?:? {1,4}(?<message>.+)$/i,
      severity: ({ severity = '' }) => (/warning/i.test(severity) ? 'warning' : 'error'),
    },
    {
      // IAR puts the text below: "path",12  Error[Pe020]: text
      has: '",',
      regexp:
        /^"(?<path>[^"]{1,400})",(?<line>\d{1,7}) {1,4}(?<severity>Fatal error|Error|Warning)\[(?<code>\w{1,10})\]: (?<message>.+)$/,
      severity: ({ severity = '' }) => (/warning/i.test(severity) ? 'warning' : 'error'),
    },
    {
      has: ']: (',
      regexp:
        /^\[(?<path>[^\]:]{1,400}):(?<line>\d{1,7})\](?: -> \[[^\]]{1,400}\]){0,5}: \((?<severity>error|warning|style|performance|portability)(?:, inconclusive)?\) (?<message>.+)$/,
    },
  ],
}
