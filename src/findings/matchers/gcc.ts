import type { Family } from './family.js'
import type { Groups } from './form.js'
import { COLUMN, LINE, LOGGED_SOURCES, PATH, SEVERITY_WORD, severityOf } from './words.js'

const SEVERITY = `(?<severity>${SEVERITY_WORD})`
const CODE = String.raw`(?:\s?\[?(?<code>(?!before\b)#?[A-Za-z][\w/-]{0,50}(?:\(\d{1,6}\))?|#?\d{1,6}(?:-[A-Z])?)\]?)?`
/** Guile's comments, Maven, Rollup and its plugins, the linker and what it links. */
const FRONT = String.raw`^\s{0,20}(?:;;; )?(?:(?:\[(?:ERROR|WARNING|error|warning|WARN|warn)\]|(?:Error|Warning|ERROR|WARNING):|\S{0,200}\bld(?:\.\w+)?:)\s{1,8})?(?:\[!\] )?(?:\(plugin [^)]{1,60}\) )?(?:\w{0,20}Error: )?(?:\[plugin [\w:@/-]{1,60}\] |rpt2: )?(?:[^\s:]{1,300}\.(?:o|a|lo|obj)(?:\([^()]{1,200}\))?:)?`

/** From where to where: `3:5`, `3:5-9`, `3:5-4:9`, mypy's `3:5:3:9`, GHC's `(3,5)-(4,9)`. */
const AT =
  `(?:${LINE}(?:[:.]${COLUMN}|:(?=:))?(?:[-:]\\d{1,7}(?:[:.]\\d{1,6})?)?` +
  `|\\((?<line2>\\d{1,7}),(?<column2>\\d{1,6})\\)-\\(\\d{1,7},\\d{1,6}\\))`

/** The form that most compilers share: `path:12:5: error: text`. */
export const gcc: Family = {
  tools: 'gcc, clang, javac, swiftc, tsc --pretty, mypy, pyright, ShellCheck, Verilator, GNU ld',
  reads: {
    en: '`path:12:5: error: text`, in the languages of the build machine as well',
    zh: '`path:12:5: error: text`，包括中文等其他语言的输出',
  },
  forms: [
    {
      regexp: new RegExp(
        `${FRONT}${PATH}:${AT}(?::?\\{[\\d:{}-]{1,90}\\})?` +
          `(?:\\s{0,4}[:：]|\\s{1,4}-)\\s{0,4}${SEVERITY}${CODE}\\s{0,4}[:：]\\s{0,8}(?<message>.*)$`,
        'iu',
      ),
      severity: (groups) => (isOfProgram(groups) ? undefined : severityOf(groups['severity'])),
    },
    {
      // Whatever others put before it: an absolute path of ours begins a message.
      has: '/',
      regexp: new RegExp(
        `^.{1,120}?[\\s>|\\])](?<path>/[^\\s:"'()]{1,400}):${LINE}:${COLUMN}: (?<severity>fatal error|error|warning): (?<message>\\S.*)$`,
        'u',
      ),
    },
    {
      has: ': runtime error: ',
      regexp: new RegExp(`^${PATH}:${LINE}:${COLUMN}: runtime error: (?<message>.+)$`, 'u'),
    },
    {
      regexp: new RegExp(
        `^(?:\\S{0,200}\\bld(?:\\.\\w+)?: )?(?:[^\\s:]{1,300}\\.(?:o|a|lo)(?:\\([^()]{1,200}\\))?:)?${PATH}:${LINE}: (?<message>(?:undefined reference to|multiple definition of|undefined symbol|first defined here) .+)$`,
        'u',
      ),
    },
    {
      has: '>>> ',
      regexp: new RegExp(
        `^>>> (?:referenced by|(?<first>defined at)) (?:[^\\s()]{1,200} \\()?${PATH}:${LINE}\\)?$`,
        'u',
      ),
      // Of what is there twice, the first place.
      message: (line, { first }) =>
        (first === undefined ? [1, 2, 3] : [1])
          .map((back) => line.before(back))
          .find((text) => text.includes('error: ')),
    },
    {
      // xcbeautify and others that put a sign for the severity
      regexp: new RegExp(
        `^(?<severity>❌|✖|✘|\\[x\\]|⚠\\ufe0f?|\\[!\\])\\s{1,4}(?<path>(?:[/*]|[A-Za-z]:)[^:"<>|]{1,400}?|[^\\s:]{1,400}):${LINE}(?::${COLUMN})?: (?:error: )?(?<message>\\S.*)$`,
        'u',
      ),
      severity: ({ severity = '' }) => (/^(?:⚠|\[!)/.test(severity) ? 'warning' : 'error'),
    },
    {
      has: 'Assertion',
      regexp: new RegExp(
        `^[^\\s:]{1,200}: ${PATH}:${LINE}: .{1,300}?: (?<message>Assertion [\`'‘].{1,600}['’] failed.*)$`,
        'u',
      ),
      failure: true,
    },
    {
      has: 'Assertion failed: ',
      regexp:
        /^Assertion failed: (?<message>.{1,500}), function .{1,200}, file (?<path>.{1,400}), line (?<line>\d{1,7})\.?$/,
      failure: true,
    },
    {
      // javadoc before 8, and doclint through Maven
      has: '.java:',
      regexp:
        /^(?:\[(?:ERROR|WARNING)\] )?(?:Exit code: \d{1,3} - )?(?<path>(?=\S)[^:"<>|?\t]{1,400}\.java):(?<line>\d{1,7}): ?(?<severity>error|warning)(?::| -) (?<message>\S.*)$/,
    },
  ],
  begins: [String.raw`>>> (?:referenced|defined) `, String.raw`Assertion [\x60'‘f]`],
}

/**
 * A program's own log: without a column, the level in capitals behind a source of a common language, or the name alone
 * of a source of Go, whose tools always print the column.
 */
function isOfProgram({ path = '', column, severity = '', message = '' }: Groups): boolean {
  if (column !== undefined) return false
  if (/^[^\\/]{1,400}\.go$/.test(path)) return true
  const isLevel = /^(?:ERROR|WARN|WARNING|FATAL)$/.test(severity)
  if (!isLevel || !LOGS.test(path) || DOCTEST.test(message)) return false
  return !(/\.[ch]$/.test(path) && STYLE.test(message))
}

/** A test framework of C++ that writes the severity so. */
const DOCTEST = /^(?:[A-Z_]{3,40}\(|test case )/
/** What checkpatch says of C. */
const STYLE =
  /\b(?:spaces?|tabs?|whitespace|indent\w{0,10}|brac(?:es?|kets?)|lines?|prefer|should|please|unnecessary|macros?|trailing|style|comments?|semicolon|typedefs?|externs?|missing)\b/i
const LOGS = new RegExp(`\\.(?:java|kt|scala|${LOGGED_SOURCES})$`)
