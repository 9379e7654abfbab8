import type { Family } from './family.js'
import type { Groups } from './form.js'
import { COLUMN, LINE, PATH } from './words.js'

const QUOTED = '"(?<path>[^"]{1,400})"'

/** What typesets and converts documents, and checks them. */
export const documents: Family = {
  tools:
    'groff, mandoc, Asciidoctor, Antora, ChkTeX, lacheck, pandoc, podchecker, Graphviz, OpenSP, xsltproc, dotenv-linter',
  reads: {
    en: '`troff: path:3: warning: text`, `asciidoctor: ERROR: path: line 3: text`',
    zh: '`troff: path:3: warning: text`、`asciidoctor: ERROR: path: line 3: text`',
  },
  forms: [
    {
      // troff and what prepares its input, mandoc: a manual page ends with its section
      has: ':',
      regexp: new RegExp(
        `^(?:g?troff|[gn]?roff|tbl|eqn|pic|refer|mandoc): ?${PATH}:${LINE}(?::${COLUMN})?: (?:(?<severity>(?:fatal )?error|warning|ERROR|WARNING|STYLE|UNSUPP): )?(?<message>\\S.*)$`,
        'u',
      ),
      severity: ({ severity = '' }) =>
        /^(?:STYLE|UNSUPP)$/.test(severity) ? undefined : byWord({ severity }),
      anyFile: true,
    },
    {
      has: ': line ',
      regexp: new RegExp(
        `^(?:\\[\\w{4,7}\\] )?(?:asciidoctor: (?<severity>ERROR|WARN(?:ING)?|FAILED): |\\[(?<level>ERROR|WARN(?:ING)?)\\] )${PATH}: line ${LINE}: (?<message>\\S.*)$`,
        'u',
      ),
      severity: ({ severity, level = severity }) => byWord({ severity: level }),
    },
    {
      // ChkTeX
      has: ' line ',
      regexp: new RegExp(
        `^(?<severity>Warning|Error) (?<code>\\d{1,3}) in ${PATH} line ${LINE}: (?<message>\\S.*)$`,
        'u',
      ),
    },
    {
      // the same in its short form
      has: '.tex:',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.tex):(?<line>\d{1,7}):(?<column>\d{1,6}):(?<code>\d{1,3}):(?<message>\S.*)$/,
      severity: 'warning',
    },
    {
      // pandoc: what is wrong stands below
      has: 'Error at "',
      regexp: new RegExp(`^Error at ${QUOTED} \\(line ${LINE}, column ${COLUMN}\\):$`, 'u'),
      severity: 'error',
      message: () => '',
    },
    {
      has: ' in file ',
      regexp:
        /^\*{3} (?<severity>ERROR|WARNING): (?<message>\S.{0,600}?) at line (?<line>\d{1,7}) in file (?<path>\S.{0,400})$/,
      severity: byWord,
      anyFile: true,
    },
    {
      // Graphviz
      has: ': syntax error in line ',
      regexp: new RegExp(
        `^(?<severity>Error|Warning): ${PATH}: (?<message>syntax error in line ${LINE}\\b.*)$`,
        'u',
      ),
      // It draws nothing of such a file.
      severity: 'error',
    },
    {
      // OpenSP, Jade
      regexp: new RegExp(
        `^(?:o?nsgmls|openjade|jade):${PATH}:${LINE}:${COLUMN}:(?:(?<severity>[EWXQ]): ?)?(?<message>\\S.*)$`,
        'u',
      ),
      severity: ({ severity }) => (severity === 'W' ? 'warning' : 'error'),
    },
    {
      // xsltproc: what is wrong stands below
      has: 'compilation error: file ',
      regexp: new RegExp(
        `^compilation error: file ${PATH} line ${LINE}(?: element \\S{1,100})?$`,
        'u',
      ),
      severity: 'error',
      message: () => '',
    },
    {
      // dotenv-linter before it named its rules
      has: '.env',
      regexp:
        /^(?<path>(?:[^\s:]{1,300}\/)?\.env(?:\.[\w.-]{1,40})?):(?<line>\d{1,7}) (?<message>[A-Z]\S{0,60} \S.*)$/,
      severity: 'warning',
      untimed: true,
    },
  ],
  begins: [
    String.raw`\*{3} (?:ERROR|WARNING): \S`,
    String.raw`\.(?:dot|gv): syntax error in line \d`,
  ],
  starts: [String.raw`(?:g?troff|mandoc|tbl|eqn): ?\S`, String.raw`Error at "`],
}

function byWord({ severity = '' }: Groups): 'error' | 'warning' {
  return /^warn/i.test(severity) ? 'warning' : 'error'
}
