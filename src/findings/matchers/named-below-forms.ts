/** A line that is a place, and how the message below it looks. */
export interface Below {
  readonly place: RegExp
  /** Groups `message`, and maybe `severity` and `code`. */
  readonly message: RegExp
  /** How many lines below the message may stand, where it isn't the usual number. */
  readonly most?: number
  /** A line soon after the message that says what it is about: it is appended to the message. */
  readonly more?: RegExp
  /** Which messages go on so, where not all do. */
  readonly unfinished?: RegExp
  /** A test failed: it counts only if the build failed. */
  readonly failure?: true
  /** Several messages may stand below one place. */
  readonly many?: true
}

const PLACE = String.raw`(?<path>(?:[A-Za-z]:[\\/])?(?=\S)[^:"<>|]{1,400}):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?`
const SAYS =
  /^(?:(?:Type|Syntax|Fatal|Module parse|Parsing) )?(?<severity>Error|error|Warning|Warn|warning|Hint)(?: \[[\w.]{1,30}\])?: (?<message>\S.*)$/
export const FORMS: readonly Below[] = [
  {
    // BuildKit marks the line that failed
    place: /^(?<path>\S{0,400}ockerfile[\w.-]{0,60}):(?<line>\d{1,7})$/,
    message: /^\s{0,8}\d{1,7} \| >>> (?<message>\S.*)$/,
    more: /^(?:ERROR: )?failed to (?:build: failed to )?solve: (?<message>\S.*)$/,
  },
  {
    // Biome: the rule beside the place, the message after a sign
    place: new RegExp(
      String.raw`^${PLACE} (?<code>[a-z][A-Za-z]{2,30}(?:/[\w/]{1,80})?)(?:\s{1,8}(?:FIXABLE|DEPRECATED))?\s{0,8}━+\s*$`,
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
      /^(?:\[tsl\] )?(?<severity>ERROR|WARNING) in (?<path>\S.{0,400}?)\((?<line>\d{1,7}),(?<column>\d{1,6})\):?$/,
    message: /^\s{0,8}(?:(?<code>TS\d{3,6}): )?(?<message>\S.*)$/,
  },
  {
    // Create React App up to 4
    place: /^TypeScript error in (?<path>\S.{0,400}?)\((?<line>\d{1,7}),(?<column>\d{1,6})\):$/,
    message: /^(?<message>\S.*)$/,
  },
  {
    // Stencil
    place: new RegExp(
      String.raw`^\[ (?<severity>ERROR|WARN) {1,2}\] {1,3}[A-Z][\w ]{1,30}: ${PLACE}$`,
    ),
    message: /^\s{6,16}(?<message>\S.*)$/,
    most: 1,
  },
  {
    // Tasty
    place: /^\s{4,16}(?<path>\S.{0,400}\.hs):(?<line>\d{1,7}):$/,
    message: /^\s{4,16}(?<message>\S.*)$/,
    most: 1,
    failure: true,
  },
  {
    // Node could not even read a source
    place:
      /^(?:# )?(?:file:\/\/)?(?<path>(?:\/|[A-Za-z]:[\\/]|\*{3}\/)\S{1,400}\.[cm]?[jt]sx?):(?<line>\d{1,7})$/,
    message: /^(?:# )?(?<message>SyntaxError(?: \[\w{1,60}\])?: \S.*)$/,
    most: 6,
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
    many: true,
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
    // Ameba
    place:
      /^(?<path>(?!In )(?=\S)[^:"<>|?\t]{1,400}\.cr):(?<line>\d{1,7}):(?<column>\d{1,6})(?: \[Correctable\])?$/,
    message: /^\[(?<severity>[EWC])\] (?<code>[A-Z]\w{1,40}\/\w{1,60}): (?<message>\S.*)$/,
    most: 1,
  },
  {
    // Haxe since 4.3
    place:
      /^\s?\[?(?<severity>ERROR|WARNING)\]?\s{1,2}(?<path>(?=\S)[^:"<>|?\t]{1,400}\.hx):(?<line>\d{1,7}): (?:character|line)s? (?<column>\d{1,6})(?:-\d{1,6})?$/,
    message: /^\s{1,8}\| (?<message>[^\s^].*)$/,
  },
  {
    // TypeDoc before 0.20
    place: /^(?<severity>Error|Warning): (?<path>\S.{0,400}\.tsx?)\((?<line>\d{1,7})\)$/,
    message: /^ (?<message>\S.*)$/,
    most: 1,
  },
  {
    // Agda before 2.7
    place:
      /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.l?agda):(?<line>\d{1,7}),(?<column>\d{1,6})-[\d,]{1,14}$/,
    message: /^(?<message>\S.*)$/,
    most: 1,
  },
  {
    // GHC before 8
    place: /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.l?hs):(?<line>\d{1,7}):(?<column>\d{1,6}):$/,
    message: /^ {4}(?:(?<severity>Warning): )?(?<message>\S.*)$/,
    most: 1,
  },
  {
    // Next.js, its Turbopack, svelte-check
    place: new RegExp(`^(?!In )${PLACE}$`),
    message:
      /^(?:(?:(?:Type|Syntax|Parsing|Lint) error|(?<severity>Error|Warning|Warn|Hint))(?: \[[\w.]{1,30}\])?: (?=\S)|(?=Module not found: |Parsing \w{1,20} source code failed$))(?<message>.+)$/,
    most: 1,
    unfinished: /^Parsing \w{1,20} source code failed$/,
    more: /^(?<message>[A-Z][^|]{3,400})$/,
  },
  {
    // gfortran before 4.9
    place:
      /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.[fF]\w{0,3}):(?<line>\d{1,7})\.(?<column>\d{1,6})(?:-\d{1,6})?:$/,
    message: SAYS,
  },
  {
    // gfortran, Crystal
    place: new RegExp(String.raw`^(?:In (?=\S{1,400}$)|(?=.{1,400}:$))${PLACE}:?$`),
    message: SAYS,
  },
]
