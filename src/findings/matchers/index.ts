import type { Matcher } from '../finding.js'
import { QUOTES } from '../quotes.js'
import { alternatives } from './alternatives.js'
import { arrows } from './arrows.js'
import { blocks } from './blocks.js'
import { boxes } from './boxes.js'
import { bun } from './bun.js'
import { bundlers } from './bundlers.js'
import { ciCommands } from './ci-commands.js'
import { containers } from './containers.js'
import { crashes } from './crashes.js'
import { documents } from './documents.js'
import { embedded } from './embedded.js'
import { failedTests } from './failed-tests.js'
import type { Family } from './family.js'
import { FormsMatcher } from './forms-matcher.js'
import { gathered } from './gathered.js'
import { gcc } from './gcc.js'
import { go } from './go.js'
import { goTest } from './go-test.js'
import { hdl } from './hdl.js'
import { javascriptLinters } from './javascript-linters.js'
import { jvm } from './jvm.js'
import { listed } from './listed.js'
import { make } from './make.js'
import { markup } from './markup.js'
import { maven } from './maven.js'
import { msbuild } from './msbuild.js'
import { namedBelow } from './named-below.js'
import { nativeTests } from './native-tests.js'
import { otherCompilers } from './other-compilers.js'
import { passedTests } from './passed-tests.js'
import { php } from './php.js'
import { plainPlaces } from './plain-places.js'
import { pytest } from './pytest.js'
import { python } from './python.js'
import { pythonLinters } from './python-linters.js'
import { rareCompilers } from './rare-compilers.js'
import { ruby } from './ruby.js'
import { shells } from './shells.js'
import { sql } from './sql.js'

/**
 * All tools that are known, in the order in which they see a line: first those that read messages of several lines,
 * because a line within one belongs to it.
 */
export const FAMILIES: readonly Family[] = [
  pytest,
  goTest,
  python,
  bun,
  failedTests,
  crashes,
  passedTests,
  php,
  sql,
  blocks,
  arrows,
  gathered,
  boxes,
  listed,
  javascriptLinters,
  namedBelow,
  markup,
  nativeTests,
  gcc,
  msbuild,
  maven,
  jvm,
  pythonLinters,
  go,
  ruby,
  make,
  shells,
  embedded,
  hdl,
  bundlers,
  containers,
  ciCommands,
  otherCompilers,
  rareCompilers,
  documents,
  plainPlaces,
]

export function matchers(): readonly Matcher[] {
  const forms = FAMILIES.flatMap(({ forms: some = [] }) => some)
  return [...FAMILIES.flatMap(({ matcher }) => matcher?.() ?? []), new FormsMatcher(forms)]
}

/** A source with a position, in any of the ways to write it. */
const PLACE = String.raw`\.[A-Za-z][\w+]{0,11}(?::\d| ?\(\d|: ?[[(]?\d|"[,:]? ?(?:line )?\d|'? [Ll]ine:? \d|:line \d|, line \d|'? on line \d| \(line \d|: ?(?:行|第|Zeile|ligne) ?\d|'?: line \d|:\[lines? \d| \(?\d{1,7}:\d|\]\d|\[\d{1,7}, \d|\t\d{1,7}\t)`
/** What tells where the tools are. */
const FOLDERS = [
  'Entering directory ',
  'Leaving directory ',
  "Cloning into '/tmp",
  String.raw`RUN {1,4}v\d`,
  '目[录錄]',
  '> Task :',
  String.raw`[>✖✔] {1,3}nx run `,
  String.raw`==\[ \S`,
  '> Configure project :',
  String.raw`\$ [a-z]`,
  String.raw`> @?\w[\w./-]{0,200}@\d`,
  String.raw`--- \S{1,200} \(\S{1,100}\) @ `,
]
const TRACE = String.raw`(?:\+{1,3}|\$) \S`
/** In languages where what it does with a folder stands behind it. */
const MAKE = String.raw`make\[\d{1,3}\] ?: (?![*EL])`
/** A line begins after a newline, a stamp, a step's mark or what others put before it. */
const BEGINNING = String.raw`[\n\]|](?: (?:: )?)?(?:#\d{1,4} \d[\d.]{0,12} )?`
const STARTS = [TRACE, MAKE, ...QUOTES.starts, ...FAMILIES.flatMap(({ starts = [] }) => starts)]
const BLANKS = /^(?:\\s| )\{[\d,]{1,5}\}/
/** Those that may be indented are tried once after all blanks, not each at every blank. */
const INDENTED = STARTS.filter((start) => BLANKS.test(start)).map((start) =>
  start.replace(BLANKS, ''),
)
const AT_MARGIN = STARTS.filter((start) => !BLANKS.test(start))
const STARTED = String.raw`(?:${AT_MARGIN.join('|')}|(?:\s{1,24}(?=\S)|)(?:${INDENTED.join('|')}))`

const BEGINS = [...QUOTES.begins, ...FAMILIES.flatMap(({ begins = [] }) => begins)]
const ANYWHERE = [...FOLDERS, ...BEGINS]
const CAPITAL = /^(?:\(\?:)?[A-Z]/
const SMALL = /^(?:\(\?:)?[a-z]/
const SIGNS = ANYWHERE.filter((begin) => !CAPITAL.test(begin) && !SMALL.test(begin))

/**
 * What a line must hold to begin a message of any tool, or to name a folder: logs have 200 MB, and a search over a
 * block of lines settles that most of them say nothing. The engine skips what no alternative begins with only where
 * these are few different characters and none of them frequent: capitals by themselves take a fifth of the time that they
 * take together with the others.
 */
export const TRIGGERS: readonly RegExp[] = [
  [PLACE, ...SIGNS],
  [`${BEGINNING}${STARTED}`, ...ANYWHERE.filter((begin) => SMALL.test(begin))],
  ANYWHERE.filter((begin) => CAPITAL.test(begin)),
].map((sources) => new RegExp(alternatives(sources), 'g'))
