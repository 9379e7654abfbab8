import { type Finding, type Place, placeAt, type Severity } from '../finding.js'
import { SEVERITY_WORD, severityOf } from '../severity-words.js'

/** Room for a path: no line break, and none of the characters that no path of a source has. */
const PATH = String.raw`(?<path>(?:[A-Za-z]:[\\/])?(?:file:/{1,3}(?:[A-Za-z]:/)?)?[^:"<>|?\t]{1,400}?)`
const SEVERITY = `(?<severity>${SEVERITY_WORD})`
const CODE = String.raw`(?:[ \[]{1,2}(?<code>[A-Za-z]{1,12}-?\d{1,6})\]?)?`

/** gcc, clang, javac, tsc --pretty, swiftc, mypy, pyright, ShellCheck …: `path:12:5: error: text`. */
const COLON = new RegExp(
  `^\\s{0,8}${PATH}:(?<line>\\d{1,7})(?:[:.](?<column>\\d{1,6}))?(?:-\\d{1,7}(?:[:.]\\d{1,6})?)?` +
    `(?:\\s*[:：]|\\s+-)\\s*${SEVERITY}${CODE}\\s*[:：]\\s*(?<message>.*)$`,
  'iu',
)
/** tsc, C# and all of MSBuild, Visual C++: `path(12,5): error CS1002: text [project]`. */
const ROUND = new RegExp(
  `^\\s*${PATH}\\((?<line>\\d{1,7})(?:[,:](?<column>\\d{1,6}))?(?:[-,][\\d,]{1,20})?\\)\\s?:\\s+` +
    `(?:[a-z]{1,20} )?${SEVERITY}${CODE}\\s*:\\s*(?<message>.*)$`,
  'iu',
)
/** Maven: `[ERROR] path:[12,5] text`, and Kotlin's `path: (12, 5) text` within it. */
const MAVEN = new RegExp(
  `^(?:\\[(?<severity>ERROR|WARNING|WARN)\\]\\s+)?${PATH}:\\s?[\\[(](?<line>\\d{1,7})(?:,\\s?(?<column>\\d{1,6}))?[\\])]:?\\s*` +
    `(?:(?:error|warning|错误|警告)[:：] )?(?<message>.*)$`,
  'u',
)
/** Gradle's and kotlinc's Kotlin: `e: file:///path:12:5 text`, `w: path: (12, 5): text`. */
const KOTLIN = new RegExp(
  `^(?<severity>[ew]): (?:\\[\\w{1,20}\\] )?${PATH}:` +
    '(?:(?<line>\\d{1,7})(?::(?<column>\\d{1,6}))?:?| \\((?<line2>\\d{1,7}), (?<column2>\\d{1,6})\\):) (?<message>.*)$',
  'u',
)
/** sbt and others: the severity stands before the place, `[error] path:12:5: text`. */
const LEADING = new RegExp(
  `^\\[?(?<severity>ERROR|WARNING|WARN)(?:\\]?:?\\s+|:)(?:in )?${PATH}:(?<line>\\d{1,7})(?::(?<column>\\d{1,6}))?` +
    '(?:: ?| - |$)(?<message>.*)$',
  'iu',
)
/** ESLint's forms `unix` and `compact`. */
const ESLINT_UNIX = new RegExp(
  `^${PATH}:(?<line>\\d{1,7}):(?<column>\\d{1,6}): (?<message>.+) \\[(?<severity>Error|Warning)(?:/[^\\]]{1,100})?\\]$`,
  'u',
)
const ESLINT_COMPACT = new RegExp(
  `^${PATH}: line (?<line>\\d{1,7}), col (?<column>\\d{1,6}), (?<severity>Error|Warning) - (?<message>.+)$`,
  'u',
)
/** GNU ld, where the program has debug information. */
const LINKER = new RegExp(
  `^(?:\\S{0,200}\\bld(?:\\.\\w+)?: )?${PATH}:(?<line>\\d{1,7}): (?<message>(?:undefined reference to|multiple definition of) .+)$`,
  'u',
)
/** Go's compiler and linters name no severity: `./x.go:12:5: text`. */
const GO =
  /^(?<path>[^\s:"][^:"]{0,400}\.go):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?: (?<message>\S.*)$/u
/** flake8, Ruff, pylint: `x.py:1:80: E501 text`. */
const CODED = new RegExp(
  `^${PATH}:(?<line>\\d{1,7}):(?<column>\\d{1,6}):? (?<code>[A-Z]{1,4}\\d{3,5}):? (?<message>.+)$`,
  'u',
)
/** GNU make: `Makefile:5: *** missing separator.  Stop.` */
const MAKE = new RegExp(`^${PATH}:(?<line>\\d{1,7}): \\*\\*\\* (?<message>.+)$`, 'u')
/** PHP: `PHP Parse error:  text in path on line 5`. */
const PHP =
  /^(?:PHP )?(?<severity>(?:Parse|Fatal) error|Warning): {1,2}(?<message>.{1,1000}?) in (?<path>\S.{0,400}?)(?: on line |:)(?<line>\d{1,7})$/u

/** GoogleTest says what failed below the place. */
const GTEST = new RegExp(`^${PATH}:(?<line>\\d{1,7}): (?<message>Failure)$`, 'u')

const FORMS: readonly RegExp[] = [
  MAVEN,
  KOTLIN,
  COLON,
  ROUND,
  LEADING,
  ESLINT_UNIX,
  ESLINT_COMPACT,
  CODED,
  GO,
  MAKE,
  LINKER,
  GTEST,
  PHP,
]

/** Angular's builder puts `Error: ` before what tsc prints. */
const INNER = /^(?:error|warning) (?<code>[A-Z]{1,8}-?\d{1,6}): (?<message>.+)$/
/** MSBuild names the project behind the message. */
const PROJECT = / \[[^\][]{0,400}\.\w{0,3}proj(?:::[^\]]*)?\]$/
/** Times, addresses and numbers have colons and digits, too: a source has a name with an ending, or a known one. */
const SOURCE = /(?:\.[A-Za-z]\w{0,9}|akefile|ockerfile|[Jj]enkinsfile)$/
const KOTLIN_SEVERITIES: Readonly<Record<string, Severity>> = { e: 'error', w: 'warning' }

/** The error or warning that stands on this one line, with its place. */
export function positioned(line: string): Finding | undefined {
  for (const form of FORMS) {
    const groups = form.exec(line)?.groups
    if (groups === undefined) continue
    const places = placesOf(groups)
    if (places.length === 0) continue
    const inner = INNER.exec(groups['message'] ?? '')?.groups
    const title = groups['code'] ?? inner?.['code']
    const message = (inner?.['message'] ?? groups['message'] ?? '').replace(PROJECT, '').trim()
    return { severity: severityIn(groups), places, message, ...(title !== undefined && { title }) }
  }
  return undefined
}

/**
 * A path may hold spaces, and other tools print names before the lines of those they run (`web:build: src/x.ts`), so
 * the whole text before the position counts, and then its last word.
 */
function placesOf(groups: Readonly<Record<string, string | undefined>>): readonly Place[] {
  const path = (groups['path'] ?? '').trim()
  if (!SOURCE.test(path)) return []
  const line = groups['line'] ?? groups['line2']
  const column = groups['column'] ?? groups['column2']
  const word = path.slice(path.lastIndexOf(' ') + 1)
  const places = word === path ? [path] : [path, word]
  return places.flatMap((each) => placeAt(each, line, column) ?? [])
}

function severityIn({ severity, code }: Readonly<Record<string, string | undefined>>): Severity {
  // pycodestyle and pylint: E and F are errors, all else is advice.
  if (severity === undefined) return code === undefined || /^[EF]/.test(code) ? 'error' : 'warning'
  return KOTLIN_SEVERITIES[severity] ?? severityOf(severity)
}
