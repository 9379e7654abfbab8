import {
  type Finding,
  type Line,
  type Matcher,
  NOTHING,
  PASSED,
  type Place,
  placeAt,
  type Reading,
  type Severity,
  TAKEN,
  taken,
} from '../finding.js'
import type { Family } from './family.js'
import { isSource } from './words.js'

/** A line that is a place, and how the message below it looks. */
interface Below {
  readonly place: RegExp
  /** Groups `message`, and maybe `severity` and `code`. */
  readonly message: RegExp
  /** How many lines below the message may stand, where it isn't the usual number. */
  readonly most?: number
  /** A line soon after the message that says what it is about: it is appended to the message. */
  readonly more?: RegExp
  /** A test failed: it counts only if the build failed. */
  readonly failure?: true
}

const PLACE = String.raw`(?<path>(?:[A-Za-z]:[\\/])?(?=\S)[^:"<>|]{1,400}):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?`
const SAYS =
  /^(?:(?:Type|Syntax|Fatal|Module parse|Parsing) )?(?<severity>Error|error|Warning|Warn|warning|Hint)(?: \[[\w.]{1,30}\])?: (?<message>\S.*)$/
const FORMS: readonly Below[] = [
  {
    // BuildKit marks the line that failed
    place: /^(?<path>\S{0,400}ockerfile[\w.-]{0,60}):(?<line>\d{1,7})$/,
    message: /^\s{0,8}\d{1,7} \| >>> (?<message>\S.*)$/,
  },
  {
    // Biome: the rule beside the place, the message after a sign
    place: new RegExp(
      String.raw`^${PLACE} (?<code>(?:lint|parse|format|assist|suppressions)(?:/[\w/]{1,80})?|organizeImports)(?:\s{1,8}(?:FIXABLE|DEPRECATED))?\s{0,8}━+\s*$`,
    ),
    message: /^\s{1,8}(?<severity>[×✖!⚠ℹi])\s{1,4}(?<message>\S.*)$/u,
  },
  {
    // webpack: `ERROR in ./src/x.js 3:0-20`, `./src/x.js 3:0-20`
    place:
      /^(?<severity>ERROR|WARNING) in (?<path>\S.{0,400}?) (?<line>\d{1,7}):(?<column>\d{1,6})(?:-[\d:]{1,12})?$/,
    message: /^(?<message>\S.*)$/,
  },
  {
    // ts-loader and fork-ts-checker: `ERROR in src/x.ts:21:3` with the message below
    place: new RegExp(String.raw`^(?:\[tsl\] )?(?<severity>ERROR|WARNING) in ${PLACE}$`),
    message: /^\s{0,8}(?:(?<code>TS\d{3,6}): )?(?<message>\S.*)$/,
  },
  {
    place:
      /^(?:\[tsl\] )?(?<severity>ERROR|WARNING) in (?<path>\S.{0,400}?)\((?<line>\d{1,7}),(?<column>\d{1,6})\)$/,
    message: /^\s{0,8}(?:(?<code>TS\d{3,6}): )?(?<message>\S.*)$/,
  },
  {
    // OCaml, Dune, Coq
    place:
      /^File "(?<path>[^"]{1,400})", lines? (?<line>\d{1,7})(?:-\d{1,7})?, characters (?<column>\d{1,6})-\d{1,6}:$/,
    message:
      /^(?<severity>Error|Warning)(?: \d{1,4})?(?: \[[\w-]{1,60}\])?(?: \((?:warning|alert) [^)]{1,80}\))?: ?(?<message>.+)$/,
  },
  {
    // PowerShell
    place:
      /^(?:ParserError|[A-Z]\w{2,40}): (?<path>\S.{0,400}\.psm?1):(?<line>\d{1,7})(?::\d{1,6})?$/,
    message: /^\s{1,12}\| {1,8}(?<message>[^\s~^].*)$/,
  },
  {
    place: /^At (?<path>\S.{0,400}\.psm?1):(?<line>\d{1,7}) char:(?<column>\d{1,6})$/,
    message: /^\s{0,4}\+ (?:CategoryInfo\s{1,20}: )(?<message>.+)$/,
  },
  {
    // Behat
    place:
      /^\s{4,10}(?:Given|When|Then|And|But|\*) .{1,400} # (?<path>\S.{0,400}\.feature):(?<line>\d{1,7})$/,
    message: /^\s{6,16}(?<message>\S.*)$/,
    failure: true,
  },
  {
    // ReScript
    place: /^ {2}(?<path>\S.{0,400}\.resi?):(?<line>\d{1,7}):(?<column>\d{1,6})(?:-[\d:]{1,12})?$/,
    message: /^ {2}(?<message>[A-Z].*)$/,
  },
  {
    // rustfmt shows what it would write otherwise
    place: /^Diff in (?<path>.{1,400}?\.rs)(?::| at line )(?<line>\d{1,7}):$/,
    message: /^(?<message>[-+].*\S.*)$/,
  },
  {
    // ShellCheck for a terminal
    place: /^In (?<path>\S.{0,400}) line (?<line>\d{1,7}):$/,
    message:
      /\^-{1,200}\^? (?<code>SC\d{4}) \((?<severity>error|warning|info|style)\): (?<message>.+)$/,
  },
  {
    // Android's manifest merger
    place: new RegExp(String.raw`^${PLACE}(?:-\d{1,7}(?::\d{1,6})?)? (?<severity>Error|Warning):$`),
    message: /^\s{1,8}(?<message>\S.*)$/,
  },
  {
    // Gradle names the script before it says what is wrong
    place:
      /^(?:Build|Settings|Script|Initialization script) file '(?<path>.{1,400})' line: (?<line>\d{1,7})$/,
    message: /^(?!\* )(?<message>\S.*)$/,
    more: /^\s*(?:> |\^ )(?<message>\S.*)$/,
  },
  {
    // Dart and Flutter: `lib/x.dart:12:5: Error: text` is gcc's form; this is HarmonyOS' warning
    place:
      /^.{0,40}ArkTS:(?<severity>WARN|ERROR) File: (?<path>\S.{0,400}):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
    message: /^\s?(?<message>\S.*)$/,
  },
  {
    // Elm, Flow, Haxe: a rule with the place at its end
    place: /^Error -{3,200} (?<path>\S.{0,400}):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
    message: /^(?<message>\S.*)$/,
  },
  {
    // Next.js, svelte-check
    place: new RegExp(`^(?!In )${PLACE}$`),
    message:
      /^(?:(?:Type|Syntax|Parsing|Lint) error|(?<severity>Error|Warning|Warn|Hint))(?: \[[\w.]{1,30}\])?: (?<message>\S.*)$/,
    most: 1,
  },
  {
    // gfortran, Crystal
    place: new RegExp(String.raw`^(?:In (?=\S{1,400}$)|(?=.{1,400}:$))${PLACE}:?$`),
    message: SAYS,
  },
]
/** Settles most lines at once. */
const ENDS_AS_PLACE = /[\d:)━]\s*$/
const LONGEST_GAP_LINES = 8
const LONGEST_MORE_LINES = 4

/** A place alone, maybe the source, and then the message. */
class NamedBelowMatcher implements Matcher {
  #form: Below | undefined
  #place: Place | undefined
  #severity: string | undefined
  #code: string | undefined
  #gap = 0
  /** A message that may go on. */
  #held: Finding | undefined

  get busy(): boolean {
    return this.#place !== undefined || this.#held !== undefined
  }

  read({ text }: Line): Reading {
    if (this.#held !== undefined) return this.#readMore(text, this.#held)
    for (const form of ENDS_AS_PLACE.test(text) ? FORMS : []) {
      const groups = form.place.exec(text)?.groups
      const place = placeAt(groups?.['path'], groups?.['line'], groups?.['column'])
      if (groups === undefined || place === undefined || !isSource(place.path)) continue
      this.#form = form
      this.#place = place
      this.#severity = groups['severity']
      this.#code = groups['code']
      this.#gap = 0
      return TAKEN
    }
    return this.#readMessage(text)
  }

  end(): readonly Finding[] {
    const held = this.#held
    this.#held = undefined
    this.#place = undefined
    return held === undefined ? NOTHING : [held]
  }

  #readMore(text: string, held: Finding): Reading {
    const more = this.#form?.more?.exec(text)?.groups?.['message']
    this.#gap += 1
    if (more === undefined && this.#gap < LONGEST_MORE_LINES) return PASSED
    this.#held = undefined
    if (more === undefined) return { findings: [held], taken: false }
    return taken([{ ...held, message: `${held.message} ${more}` }])
  }

  #readMessage(text: string): Reading {
    const place = this.#place
    if (place === undefined) return PASSED
    const groups = this.#form?.message.exec(text)?.groups
    this.#gap += 1
    if (groups === undefined) {
      if (this.#gap >= (this.#form?.most ?? LONGEST_GAP_LINES)) this.#place = undefined
      return PASSED
    }
    this.#place = undefined
    const severity = severityOf(this.#severity ?? groups['severity'])
    if (severity === undefined) return TAKEN
    const title = this.#code ?? groups['code']
    const message = groups['message'] ?? ''
    const finding: Finding = {
      severity,
      places: [place],
      message,
      ...(title !== undefined && { title }),
      ...(this.#form?.failure === true && { kind: 'failure' }),
    }
    if (this.#form?.more === undefined) return taken([finding])
    this.#held = finding
    this.#gap = 0
    return TAKEN
  }
}

function severityOf(word = 'error'): Severity | undefined {
  if (/^(?:hint|info|ℹ|i$)/i.test(word)) return undefined
  return /^(?:warn|style|!|⚠)/i.test(word) ? 'warning' : 'error'
}

export const namedBelow: Family = {
  tools:
    'Next.js, svelte-check, gfortran, Crystal, Biome, webpack, ts-loader, OCaml, PowerShell, Flow, rustfmt, ReScript, Behat',
  reads: {
    en: 'the place, maybe the source, and the message below',
    zh: '先是位置，可能有源代码，消息在下方',
  },
  matcher: () => new NamedBelowMatcher(),
  begins: [
    String.raw`(?:ERROR|WARNING) in \S`,
    String.raw`Error -{3}`,
    String.raw`ArkTS:`,
    String.raw`Diff in \S`,
  ],
}
