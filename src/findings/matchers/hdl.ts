import type { Family } from './family.js'
import { byLetter } from './form.js'
import { LINE, PATH } from './words.js'

/** Tools of hardware designs that print the place in the middle of the line, or at its end. */
export const hdl: Family = {
  tools: 'Quartus, ModelSim, Questa, Incisive, Xcelium, GHDL',
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
        `^(?:# )?\\*\\* (?<severity>Error|Fatal|Warning)(?: \\((?:suppressible|downgraded)\\))?: (?:\\((?<code>[\\w-]{2,30})\\) )?${PATH}\\(${LINE}\\): (?<message>.+)$`,
        'u',
      ),
      severity: ({ severity }) => (severity === 'Warning' ? 'warning' : 'error'),
    },
    {
      // ModelSim long ago
      has: '): ',
      regexp: new RegExp(
        `^(?<severity>ERROR|WARNING)(?:\\[\\d{1,5}\\])?: (?<path>(?=\\S)[^:"<>|?\\t]{1,400}\\.(?:vhdl?|s?v))\\(${LINE}\\): (?<message>.+)$`,
        'u',
      ),
    },
    {
      // Questa, in a file that others include
      has: '** at ',
      regexp: new RegExp(
        `^# \\*\\* at ${PATH}\\(${LINE}\\): (?:\\((?<code>[\\w-]{2,30})\\) )?(?<message>.+)$`,
        'u',
      ),
      severity: 'error',
    },
    {
      // Incisive and Xcelium: `xmvlog: *E,EXPSMC (path,12|3): text`
      has: ': *',
      regexp:
        /^\w{2,20}: \*(?<severity>[EFW]),(?<code>\w{2,20}) \((?<path>[^,()|]{1,400}),(?<line>\d{1,7})(?:\|(?<column>\d{1,6}))?\): (?<message>.+)$/,
      severity: byLetter,
    },
    {
      // Verific's front end: `E-VERI-1330: path(32): text`
      has: '-',
      regexp: new RegExp(
        `^(?<severity>[EFW])-(?<code>[A-Z]{2,8}-\\d{2,6}): ${PATH}\\(${LINE}\\): (?<message>.+)$`,
        'u',
      ),
      severity: byLetter,
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
  begins: [String.raw`\*[EFW],[A-Z]`],
}
