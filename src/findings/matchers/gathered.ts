import type { Family } from './family.js'
import { type Gathered, GatheringMatcher } from './gathering.js'

const FORMS: readonly Gathered[] = [
  {
    // Elm
    begin: /^-- (?<code>[A-Z][A-Z ]{2,60}) -{3,200} (?<path>\S.{0,400}\.elm)$/,
    parts: [/^(?<message>[A-Z`].*)$/, /^(?<line>\d{1,7})\|/],
  },
  {
    // The compiler of Vue's files: the position beside the message, the file below
    begin: /\[@?vue\/compiler-sfc\] (?<message>\S.*) \((?<line>\d{1,7}):(?<column>\d{1,6})\)$/,
    parts: [/^(?:file: )?(?<path>(?:\/|[A-Za-z]:[\\/]|\*{3})[^:*?"<>|]{1,400}\.vue)(?:[:?].*)?$/],
  },
  {
    // Pug
    begin:
      /^\w{0,40}Error: (?<path>\S.{0,400}\.(?:pug|jade)):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?$/,
    parts: [/^(?<message>[A-Za-z].*)$/],
  },
  {
    // CppUnit
    begin: /^(?<path>\S.{0,400}\.\w{1,5}):(?<line>\d{1,7}):(?:Assertion|Error)$/,
    parts: [/^Test name: (?<code>.*)$/, /^(?!Test name: )(?<message>\S.*)$/],
    failure: true,
  },
  {
    // CppUnit's summary
    begin:
      /^\d{1,5}\) test: (?<code>\S.{0,200}?) \([EF]\) line: (?<line>\d{1,7}) (?<path>\S.{0,400})$/,
    parts: [/^(?<message>\S.*)$/],
    failure: true,
  },
  {
    // Hspec
    begin: /^ {2}(?<path>\S.{0,400}\.hs):(?<line>\d{1,7}):(?<column>\d{1,6}):\s*$/,
    parts: [/^ {2}\d{1,4}\) (?<code>\S.*)$/, /^ {4,8}(?<message>\S.*)$/],
    failure: true,
  },
  {
    // Busted
    begin: /^(?:Failure|Error) (?:→|->) .{1,400} @ \d{1,7}$/,
    parts: [/^(?<path>\S.{0,400}\.lua):(?<line>\d{1,7}): (?<message>\S.*)$/],
    failure: true,
  },
  {
    // testthat
    begin:
      /^(?:[─-]{2} (?:\d{1,5}\. )?)?(?:Failure|Error) \('(?<path>[^':]{1,200}):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?'\): (?<code>.{1,300}?)[ ─-]{0,200}$/,
    parts: [/^(?<message>\S.*)$/],
    failure: true,
    partial: true,
  },
  {
    // Julia's Test
    begin:
      /^(?<code>.{1,300}): (?:Test Failed|Error During Test) at (?<path>\S.{0,400}\.jl):(?<line>\d{1,7})$/,
    parts: [/^ {2}(?<message>(?:Expression|Test threw|Got exception|Expected).*)$/],
    failure: true,
  },
  {
    // clojure.test
    begin:
      /^(?:FAIL|ERROR) in \((?<code>[^()]{1,200})\) \((?<path>[\w.-]{1,200}\.clj[cs]?):(?<line>\d{1,7})\)$/,
    parts: [/^(?<message>expected: .*)$/],
    failure: true,
    partial: true,
  },
  {
    // EUnit
    begin: /^in function .{1,300} \((?<path>[^,()]{1,400}\.erl), line (?<line>\d{1,7})\)$/,
    parts: [/^\*\*(?<message>(?:error|throw|exit):.*)$/],
    failure: true,
  },
  {
    // rebar3 since 3.20
    begin: /^\s{1,12}┌─ (?<path>\S.{0,400}\.[ehxy]rl):$/,
    parts: [/^\s{1,8}(?<line>\d{1,7}) │/, /╰─+ (?<message>\S.*)$/],
  },
  {
    // Dialyxir
    begin: /^(?<path>\S.{0,400}\.exs?):(?<line>\d{1,7})(?::\d{1,6})?:(?<code>[a-z][a-z_]{3,60})$/,
    parts: [/^(?<message>[A-Z].*)$/],
    severity: 'warning',
  },
  {
    // Bandit
    begin: /^>> Issue: \[(?<code>B\d{3}):\w{1,60}\] (?<message>\S.*)$/,
    parts: [/^\s{2,4}Location: (?<path>\S.{0,400}?):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?$/],
    severity: 'warning',
  },
  {
    // gocheck
    begin: /^(?<path>[\w.-]{1,200}_test\.go):(?<line>\d{1,7}):$/,
    parts: [
      /^\.\.\. (?<message>obtained .*)$/,
      /^\s{4}(?:\w{1,20}\.)?(?:Fatal|Error)\w*\((?<message>.*)\)$/,
    ],
    failure: true,
    partial: true,
  },
  {
    // GoConvey
    begin: /^\s{2,4}\* (?<path>\S.{0,400}_test\.go)\s*$/,
    parts: [/^\s{2,4}Line (?<line>\d{1,7}):/, /^\s{2,4}(?<message>(?:Expected|Error|Actual)\b.*)$/],
    failure: true,
  },
  {
    // ecj through Tycho: the source and a mark stand between the place and the message
    begin:
      /^\[(?<severity>ERROR|WARNING)\] (?<path>\S.{0,400}\.java):\[(?<line>\d{1,7})(?:,(?<column>\d{1,6}))?\]\s*$/,
    parts: [/^(?<message>[^\s\[^].*)$/],
  },
  {
    // Spotless
    begin: /\bfound problem in '(?<path>[^']{1,400})':$/,
    parts: [
      /^Error on line: (?<line>\d{1,7}), column: (?<column>\d{1,6})$/,
      /^rule: (?<code>\S{1,100})$/,
      /^(?!Error on line: |rule: )(?<message>\S.*)$/,
    ],
  },
  {
    // Cargo, Ruff
    begin:
      /^(?:(?:error: )?failed to parse manifest at `|\s{0,4}Cause: Failed to parse (?=[^`]{1,400}$))(?<path>[^`]{1,400})`?$/,
    parts: [
      /^\s{0,4}(?:Cause: )?TOML parse error at line (?<line>\d{1,7}), column (?<column>\d{1,6})$/,
      /^(?:\s{2,4})?(?!could not parse|TOML)(?<message>[a-z`].*)$/,
    ],
  },
  {
    // pydocstyle
    begin:
      /^(?<path>\S.{0,400}\.py):(?<line>\d{1,7}) (?:at module level|in (?:public|private) .{1,200}):$/,
    parts: [/^\s{4,12}(?<code>D\d{3}): (?<message>\S.*)$/],
    severity: 'warning',
  },
  {
    // Brakeman
    begin: /^Message: (?<message>\S.*)$/,
    parts: [/^File: (?<path>\S.*)$/, /^Line: (?<line>\d{1,7})$/],
    severity: 'warning',
  },
]

/** Tools that print path, line and message on lines of their own. */
export const gathered: Family = {
  tools:
    "Elm, the compiler of Vue's files, Pug, CppUnit, Hspec, Busted, testthat, Julia's Test, clojure.test, EUnit, rebar3, Dialyxir, Bandit, pydocstyle, Brakeman, gocheck, GoConvey, Tycho, Cargo",
  reads: {
    en: 'path, line and message, each on a line of its own',
    zh: '路径、行号与消息各占一行',
  },
  matcher: () => new GatheringMatcher(FORMS),
  begins: [
    String.raw`\[@?vue/compiler-sfc\]`,
    String.raw`┌─ \S`,
    String.raw`Message: \S`,
    String.raw`>> Issue: \[`,
    String.raw`Cause: Failed to p`,
  ],
  starts: [
    String.raw`(?:error: )?failed to parse m`,
    String.raw`(?:Failure|Error) (?:→|->) `,
    String.raw`(?:> )?Step '[\w-]{1,60}' found p`,
    String.raw`\d{1,5}\) test: \S`,
    String.raw`-- [A-Z]{3}`,
    String.raw`\s{2,4}\* \S{1,400}_test\.go`,
  ],
}
