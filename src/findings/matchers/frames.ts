import { type Place, placeAt } from '../finding.js'
import { isSource } from './words.js'

const JVM =
  /^\s*(?:\[\w+\]\s{0,8})?at (?:[\w.@$-]{1,100}\/{1,2}){0,2}(?<owner>[\w.$]{1,300})\.[^().]{1,200}\((?<path>[\w$-]{1,200}\.(?:java|kt|groovy|scala)):(?<line>\d{1,7})\)/
const GRADLE = /\bat (?<path>[\w$-]{1,200}\.(?:java|kt|groovy|scala)):(?<line>\d{1,7})$/
const JS =
  /^\s*(?:at |❯ )(?:async )?(?:.{0,300}? \()?(?:file:\/\/|webpack:\/\/[\w@-]{0,60}\/)?(?<path>(?:[A-Za-z]:)?[^\s:<>][^:<>]{0,400}?):(?<line>\d{1,7}):(?<column>\d{1,6})(?: <- .{1,400})?\)?$/
/** Vitest names the function before the place. */
const VITEST =
  /^\s*❯ (?:async )?(?:new )?[\w.<>#$[\]]{1,200} (?<path>[^\s:<>]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6})$/
/** node:test's TAP, where the stack has no `at`. */
const TAP =
  /^\s+\S.{0,300} \((?:file:\/\/)?(?<path>(?:[A-Za-z]:)?[^\s():]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6})\)$/
/** .NET says the place's words in the language of the machine, or leaves the last out. */
const NET =
  /^\s*(?:at|在|於|bei|à|en|em|в|場所|위치:) .{1,500} (?:in|位置|於|dans|en|na|в|場所|파일) (?<path>.{1,400}):(?:(?:line|行号|行|第|Zeile|ligne|línea|linha|riga|строка|줄) ?)?(?<line>\d{1,7})(?: 行)?\.?$/
/** xUnit puts it first. */
const XUNIT =
  /^\s{2,12}(?<path>(?=\S)(?:[A-Za-z]:[\\/])?[^:"<>|()]{1,400}\.(?:cs|fs|vb))\((?<line>\d{1,7}),\d{1,6}\): at /
/** JUnit's console launcher has frames of Java alone. */
const JUNIT =
  /^\s{7}(?:[\w.@$-]{1,100}\/{1,2}){0,2}(?<owner>[\w.$]{1,300})\.[^().\s]{1,200}\((?<path>[\w$-]{1,200}\.(?:java|kt|groovy|scala)):(?<line>\d{1,7})\)$/
/** Flutter. */
const DART_AT =
  /^#\d{1,4}\s{1,8}.{1,300} \((?<path>file:\/\/\/\S{1,400}\.dart):(?<line>\d{1,7}):(?<column>\d{1,6})\)$/
/** Vitest's TAP. */
const TAP_AT = /^\s{2,12}at: "(?<path>[^":]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6})"$/
const PHP =
  /^(?<path>(?:\/|[A-Za-z]:[\\/]|\*{3}\/|[\w.-]{1,60}\/)[^:()]{1,400}\.php):(?<line>\d{1,7})$/
/** Pest, Collision. */
const PHP_AT = /^\s{0,4}at (?<path>\S.{0,400}\.php):(?<line>\d{1,7})$/
const RUBY = /^\s*# (?<path>\S.{0,400}\.(?:rb(?=:\d{1,7}:in )|cr(?=:\d{1,7}$))):(?<line>\d{1,7})/

const MINITEST = /\[(?<path>[^\][:]{1,400}\.rb):(?<line>\d{1,7})\]:?$/
const TEST_UNIT = /^(?<path>[^\s:][^:]{0,400}\.rb):(?<line>\d{1,7}):in /
/** minitest's stacks. */
const MINITEST_FRAME = /^\s{2,8}(?<path>[^\s:#][^:]{0,400}\.rb):(?<line>\d{1,7}):in /
const SCALA = /\((?<path>[\w$-]{1,200}\.scala):(?<line>\d{1,7})\)$/
const EXUNIT = /^\s{4,8}(?<path>\S{1,400}\.exs?):(?<line>\d{1,7}): .+$/
const DART = /^\s{2,6}(?<path>\S{1,400}\.dart) (?<line>\d{1,7}):(?<column>\d{1,6})\s+\S/
const AVA = /^\s{2}(?<path>\S{1,400}\.[cm]?[jt]sx?):(?<line>\d{1,7})$/
const BATS = /in test file (?<path>[^,]{1,400}), line (?<line>\d{1,7})/
const PESTER = /^\s*at .{0,200}?, (?<path>\S.{0,400}\.ps1):(?<line>\d{1,7})$/

const FOREIGN = /(?:^|[\\/])node_modules[\\/]|^node:|^internal\/.*\.js$|^<|vendor\//
const PARTIAL = new Set([JVM, JUNIT, GRADLE, SCALA])
const FRAMES = [
  JVM,
  NET,
  XUNIT,
  JUNIT,
  DART_AT,
  TAP_AT,
  VITEST,
  JS,
  TAP,
  PHP,
  PHP_AT,
  RUBY,
  MINITEST,
  TEST_UNIT,
  MINITEST_FRAME,
  GRADLE,
  SCALA,
  EXUNIT,
  DART,
  AVA,
  BATS,
  PESTER,
]

/** The place of one frame of a stack, in the forms of many languages; foreign code gives none. */
export function frameOf(line: string): Place | undefined {
  if (line.length > 1_500) return undefined
  for (const form of FRAMES) {
    const groups = form.exec(line)?.groups
    if (groups === undefined) continue
    const path = groups['path'] ?? ''
    if (FOREIGN.test(path) || !isSource(path)) return undefined
    const packages = (groups['owner'] ?? '').split('.').slice(0, -1)
    return placeAt(
      [...packages, path].join('/'),
      groups['line'],
      groups['column'],
      PARTIAL.has(form),
    )
  }
  return undefined
}

/** A place that comes before what went wrong there. */
export function isPlaceFirst(line: string): boolean {
  return [MINITEST, AVA, TEST_UNIT, BATS].some((form) => form.test(line))
}

/** A frame that says what went wrong, too. */
export function isBareFrame(line: string): boolean {
  return GRADLE.test(line) || SCALA.test(line)
}
