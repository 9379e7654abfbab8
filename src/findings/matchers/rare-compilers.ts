import type { Line } from '../finding.js'
import { MOST_BEFORE } from '../finding.js'
import type { Family } from './family.js'
import { byLetter } from './form.js'
import { COLUMN, LINE, PATH } from './words.js'

/** Compilers and languages that few builds have, each with a form of its own. */
export const rareCompilers: Family = {
  tools:
    "Open Watcom, Borland C++, FreeBASIC, NVIDIA and PGI compilers, yacc, ocamllex, m4, Lean, FlatBuffers, MLton, Tcl, Racket, D's tests, pub, Dart's formatter",
  reads: {
    en: '`path(12): Error! E1011: text`, `Error E2451 path 12: text`',
    zh: '`path(12): Error! E1011: text`、`Error E2451 path 12: text`',
  },
  forms: [
    {
      // Open Watcom
      has: '! ',
      regexp: new RegExp(
        `^${PATH}\\(${LINE}(?:,${COLUMN})?\\): (?<severity>Error|Warning)! (?<code>[EW]\\d{1,5}): (?<message>\\S.*)$`,
        'u',
      ),
    },
    {
      // FreeBASIC
      has: '.bas(',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.bas)\((?<line>\d{1,7})\) (?<severity>error|warning) (?<code>\d{1,4})(?:\(\d\))?: (?<message>\S.*)$/,
    },
    {
      // Borland
      regexp: new RegExp(
        `^(?<severity>Error|Warning|Fatal) (?<code>[EWF]\\d{4}) ${PATH} ${LINE}: (?<message>\\S.*)$`,
        'u',
      ),
    },
    {
      // PGI, NVIDIA: severe and fatal ones are errors, informational ones nothing
      has: '-',
      regexp: new RegExp(
        `^(?:NVFORTRAN|F90|NVC\\+\\+|NVC|PG\\w{1,6}(?:\\+\\+)?)-(?<severity>[WSF])-(?<code>\\d{4})-(?<message>\\S.{0,600}?) \\(${PATH}: ${LINE}\\)$`,
        'u',
      ),
      severity: byLetter,
    },
    {
      has: 'yacc: ',
      regexp:
        /^\w{0,9}yacc: (?<severity>[ew]) - line (?<line>\d{1,7}) of "(?<path>[^"]{1,400})", (?<message>\S.*)$/,
      severity: byLetter,
    },
    {
      // ocamllex says the same line's error in it
      has: ', character',
      regexp:
        /^File "(?<path>[^"]{1,400})", line (?<line>\d{1,7}), characters? (?<column>\d{1,6})(?:-\d{1,6})?: (?<message>\S.*)$/,
      severity: 'error',
    },
    {
      has: 'm4:',
      regexp: new RegExp(
        `^(?:/\\S{0,200}/)?(?:autom4te: )?m4:${PATH}:${LINE}: (?:(?<severity>ERROR|error|[Ww]arning): )?(?<message>\\S.*)$`,
        'u',
      ),
      severity: ({ severity = '' }) => (/^w/i.test(severity) ? 'warning' : 'error'),
    },
    {
      // Lake, which builds Lean
      regexp: new RegExp(
        `^(?<severity>error|warning): ${PATH}:${LINE}:${COLUMN}: (?<message>[A-Za-z].*)$`,
        'u',
      ),
      untimed: true,
    },
    {
      // FlatBuffers
      has: '.fbs:',
      regexp:
        /^\s{0,4}(?:(?:error|warning): {1,4})?(?<path>(?=\S)[^:"<>|?\t]{1,400}\.fbs):(?<line>\d{1,7}): (?<column>\d{1,6}): (?<severity>error|warning): (?<message>\S.*)$/,
    },
    {
      // MLton puts the text below
      regexp:
        /^(?<severity>Error|Warning): (?<path>(?=\S)[^:"<>|?\t]{1,400}\.(?:sml|sig|fun|mlb)) (?<line>\d{1,7})\.(?<column>\d{1,6})(?:-\d{1,7}\.\d{1,6})?\.$/,
      message: () => '',
    },
    {
      // Tcl: the last line of its stack is the script
      has: '(file "',
      regexp: /^ {4}\(file "(?<path>[^"]{1,400})" line (?<line>\d{1,7})\)$/,
      message: raisedBy(/^ {4}while executing$/),
      severity: 'error',
      failure: true,
    },
    {
      // Racket's tests name the file alone
      has: 'location:',
      regexp:
        /^location: {1,12}(?<path>[^\s:]{1,400}\.(?:rkt|scrbl)):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
      message: (line) => /^name: {1,16}(?<name>\S.*)$/.exec(line.before(1))?.groups?.['name'],
      partial: true,
      severity: 'error',
      failure: true,
    },
    {
      has: '@',
      regexp: new RegExp(
        `^(?:core\\.|object\\.|[\\w.]{1,100}\\.)?(?<code>\\w{0,60}(?:Error|Exception))@(?<path>[^\\s:()@]{1,400}\\.d)\\(${LINE}\\): (?<message>\\S.*)$`,
        'u',
      ),
      severity: 'error',
      failure: true,
    },
    {
      has: ', column ',
      regexp:
        /^(?:Error on )?line (?<line>\d{1,7}), column (?<column>\d{1,6}) of (?<path>[^\s:]{1,400}): (?<message>\S.*)$/,
      severity: 'error',
    },
  ],
  starts: [
    String.raw`(?:Error|Warning|Fatal) [EWF]\d{4} \S`,
    String.raw`b?yacc: [ew] - `,
    String.raw`(?:Error on )?line \d{1,7}, column \d`,
  ],
  begins: [String.raw`\(file "`, String.raw`\.(?:sml|sig|fun|mlb) \d`],
}

/** The line before the one that begins a stack. */
function raisedBy(stack: RegExp): (line: Line) => string | undefined {
  return (line) => {
    for (let back = 1; back < MOST_BEFORE; back += 1) {
      if (stack.test(line.before(back))) return line.before(back + 1)
    }
    return undefined
  }
}
