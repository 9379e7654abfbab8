import type { Family } from './family.js'
import { LINE, PATH } from './words.js'

export const embedded: Family = {
  tools:
    'Keil armcc, IAR, TI, TASKING, Green Hills, Diab, XL C, Sun C, NAG Fortran, cppcheck, cpplint, PC-lint, Flawfinder',
  reads: {
    en: '`"path", line 12: Error:  #20: text`, `[path:9]: (error) text`',
    zh: '`"path", line 12: Error:  #20: text`、`[path:9]: (error) text`',
  },
  forms: [
    {
      has: '", line ',
      regexp:
        /^"(?<path>[^"]{1,400})", line (?<line>\d{1,7})(?::?\d{0,6})?(?: \(col\. (?<column>\d{1,6})\))?: (?:cc\d{1,5}: )?(?:\{D\} )?(?<severity>(?:fatal |catastrophic )?error|warning)(?: \(Anachronism\))?(?:[ :]{1,3}(?<code>#?[A-Z]{0,4}\d{1,6}(?:-[A-Z])?(?![\w-]))|, (?<name>[a-z]\w{1,40}))? ?:? {0,4}(?<message>.*)$/i,
      severity: ({ severity = '' }) => (/warning/i.test(severity) ? 'warning' : 'error'),
    },
    {
      // Green Hills, COBOL's compilers
      has: ', line ',
      regexp: new RegExp(
        `^(?:\\s{0,8}\\[\\w{2,12}\\] )?${PATH}, line ${LINE}: (?<severity>(?:[Ff]atal )?[Ee]rror|[Ww]arning)(?: (?<code>#\\d{1,6}(?:-[A-Z])?))?: (?<message>.+)$`,
        'u',
      ),
    },
    {
      // IAR puts the text below: "path",12  Error[Pe020]: text
      has: '",',
      regexp:
        /^"(?<path>[^"]{1,400})",(?<line>\d{1,7}) {1,4}(?<severity>Fatal error|Error|Warning)\[(?<code>\w{1,10})\]: (?<message>.+)$/,
      severity: ({ severity = '' }) => (/warning/i.test(severity) ? 'warning' : 'error'),
    },
    {
      // IAR's C-STAT
      has: '",',
      regexp:
        /^"(?<path>[^"]{1,400})",(?<line>\d{1,7}) {1,4}Severity-(?<severity>Low|Medium|High)\[(?<code>[\w+.-]{1,60})\]: ?(?<message>.+)$/,
      severity: ({ severity }) => (severity === 'High' ? 'error' : 'warning'),
    },
    {
      // TI's assembler
      has: '! ',
      regexp:
        /^"(?<path>[^"]{1,400})", (?<severity>ERROR|WARNING)!\s{1,4}at line (?<line>\d{1,7}): (?:\[(?<code>\w{1,10})\] )?(?<message>.+)$/,
    },
    {
      // Compilers made for one processor
      has: ' in "',
      regexp:
        /^\w{1,30}: (?<severity>Error|Warning) in "(?<path>[^"]{1,400})", line (?<line>\d{1,7})(?:, column (?<column>\d{1,6}))?: (?<message>.+)$/,
    },
    {
      // NAG Fortran
      has: ', line ',
      regexp: new RegExp(
        `^(?<severity>(?:Fatal |Runtime )?Error|Panic|Warning|Questionable|Extension|Obsolescent|Deleted feature used|Non-standard)(?:\\(\\w{1,20}\\))?: ${PATH}, line ${LINE}: (?<message>.+)$`,
        'u',
      ),
      severity: ({ severity = '' }) => (/Error$|Panic/.test(severity) ? 'error' : 'warning'),
    },
    {
      // Flawfinder: risks from 0 to 5
      has: ':  [',
      regexp: new RegExp(
        `^${PATH}:${LINE}(?::\\d{1,6})?:  \\[(?<severity>[0-5])\\] (?<message>\\(\\w{1,30}\\) \\S.*)$`,
        'u',
      ),
      severity: ({ severity = '' }) => (severity >= '4' ? 'error' : 'warning'),
    },
    {
      // XL C, by a letter: informational, warning, error, severe, unrecoverable
      has: '", line ',
      regexp:
        /^"(?<path>[^"]{1,400})", line (?<line>\d{1,7})\.(?<column>\d{1,6}): (?<code>\d{4}-\d{1,4}) \((?<severity>[WESU])\) (?<message>.+)$/,
      severity: ({ severity }) => (severity === 'W' ? 'warning' : 'error'),
    },
    {
      // TASKING: `ctc E208: ["path" 380/1] text`
      has: ': ["',
      regexp:
        /^\w{2,8} (?<code>(?<severity>[WEFS])\d{1,4}): \["(?<path>[^"]{1,400})" (?<line>\d{1,7})(?:\/(?<column>\d{1,6}))?\] (?<message>.+)$/,
      severity: ({ severity }) => (severity === 'W' ? 'warning' : 'error'),
    },
    {
      has: '] [',
      regexp: new RegExp(
        `^${PATH}(?::${LINE}:|\\((?<line2>\\d{1,7})\\):) {1,2}(?<message>\\S.*?) {1,2}\\[(?<code>[a-z]\\w{1,30}/[\\w+-]{1,40})\\] \\[[1-5]\\]$`,
        'u',
      ),
      severity: 'error',
    },
    {
      has: ']: (',
      regexp:
        /^(?:\[[^\]]{1,400}\] -> ){0,5}\[(?<path>[^\]:]{1,400}):(?<line>\d{1,7})\]: \((?<severity>error|warning|style|performance|portability)(?:, inconclusive)?\) (?<message>.+)$/,
    },
  ],
  begins: [String.raw`(?:ERROR|WARNING)! {1,4}at line`],
}
