import type { Family } from './family.js'
import { LINE, PATH } from './words.js'

/** Tools of hardware designs that print the place in the middle of the line, or at its end. */
export const hdl: Family = {
  tools: 'Quartus, ModelSim, Questa, GHDL',
  reads: {
    en: '`Error (10170): text File: path Line: 9`, `** Error: path(9): text`',
    zh: '`Error (10170): text File: path Line: 9`、`** Error: path(9): text`',
  },
  forms: [
    {
      has: ' Line: ',
      regexp:
        /^(?<severity>Error|Critical Warning|Warning) \((?<code>\d{1,6})\): (?<message>.{1,1000}?) File: (?<path>\S.{0,400}) Line: (?<line>\d{1,7})$/,
      severity: ({ severity }) => (severity === 'Error' ? 'error' : 'warning'),
    },
    {
      has: '** ',
      regexp: new RegExp(
        `^(?:# )?\\*\\* (?<severity>Error|Fatal|Warning)(?: \\(suppressible\\))?: (?:\\((?<code>[\\w-]{2,30})\\) )?${PATH}\\(${LINE}\\): (?<message>.+)$`,
        'u',
      ),
      severity: ({ severity }) => (severity === 'Warning' ? 'warning' : 'error'),
    },
    {
      // an assertion of a running test bench
      has: ':@',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.vhdl?):(?<line>\d{1,7}):(?<column>\d{1,6}):@[^:]{1,40}:\((?:assertion|report) (?<severity>warning|error|failure)\): (?<message>.+)$/,
      severity: ({ severity }) => (severity === 'warning' ? 'warning' : 'error'),
      failure: true,
    },
  ],
}
