import type { LookBack } from './look-back.js'

export const FORMS: readonly LookBack[] = [
  {
    // Terraform, maybe in a box
    has: ' line ',
    place: /^(?:│ ?)?\s{0,4}on (?<path>[^\s"].{0,400}?) line (?<line>\d{1,7})(?:, in .{1,400})?:$/,
    message: /^(?:│ ?)?\s{0,4}(?<severity>Error|Warning): (?<message>.+)$/,
    most: 8,
    stop: /^[╷╵]/,
  },
  {
    // Sass: `  src/a.scss 12:10  root stylesheet`
    has: 'root stylesheet',
    place: /^\s{1,8}(?<path>\S.{0,400}?) (?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}root stylesheet/,
    message:
      /^(?:\[?\w*\]?\s?)(?<severity>Error|Warning|Deprecation Warning)(?: \[[\w-]{1,60}\])?: (?<message>.+)$/,
    most: 12,
  },
  {
    // esbuild and what is built on it
    has: ':',
    place: /^\s{4}(?<path>[^\s:].{0,400}?):(?<line>\d{1,7}):(?<column>\d{1,6}):$/,
    message:
      /^(?:[✘X▲>!] )?\[(?<severity>ERROR|WARNING)\] (?:(?<code>[A-Z]{1,4}\d{1,6}): )?(?<message>.+?)(?: \[(?:plugin )?[\w:@/-]{1,80}\])?$/,
    most: 6,
    joined: true,
  },
  {
    // Sass through webpack, where the message has no word before it
    has: 'root stylesheet',
    place: /^\s{1,8}(?<path>\S.{0,400}?) (?<line>\d{1,7}):(?<column>\d{1,6})\s{1,8}root stylesheet/,
    message: /^(?<message>[A-Z"$][^:]{3,200}\.)$/,
    most: 12,
  },
  {
    // vite-plugin-checker
    has: 'FILE  ',
    place: /^ ?FILE {1,3}(?<path>\S.{0,400}?):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
    message: /^ ?(?<severity>ERROR|WARNING|WARN)\([\w -]{2,30}\) {1,3}(?<message>\S.*)$/,
    most: 3,
  },
  {
    // Gatsby
    has: 'File: ',
    place: /^File: (?<path>\S.{0,400}?):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
    message: /^(?<message>\S.*)$/,
    most: 2,
  },
  {
    // ERB Lint
    has: 'In file: ',
    place: /^In file: (?<path>\S.{0,400}):(?<line>\d{1,7})$/,
    message: /^(?<message>\S.*)$/,
    most: 1,
  },
  {
    // node-sass and what is built on it
    has: ' of ',
    place: /^\s{1,16}on line (?<line>\d{1,7}) of (?<path>\S.{0,400})$/,
    message: /^(?:\w*Error: |Error: |Message:\s)?\s{0,8}(?:Error: )?(?<message>\S.*)$/,
    most: 1,
  },
  {
    // eslint-friendly-formatter, revive
    has: '  ',
    place: /^ {2}(?<path>\S.{0,400}?):(?<line>\d{1,7}):(?<column>\d{1,6})\s*$/,
    message: /^ {2}(?<severity>[✘✖⚠])\s{1,4}(?:https?:\S{1,300}|\S{2,80})\s{2}(?<message>\S.*)$/,
    most: 1,
  },
  {
    // Raku
    has: 'at ',
    place: /^at (?<path>\S.{0,400}\.(?:raku|rakumod|rakutest|p6|pl6|pm6)):(?<line>\d{1,7})$/,
    message: /^(?!===SORRY!===)(?<message>\S.*)$/,
    most: 1,
  },
  {
    // Nix
    has: 'at ',
    place: /^\s{3,12}at (?<path>[^\s:].{0,400}\.nix):(?<line>\d{1,7}):(?<column>\d{1,6}):$/,
    message: /^\s{0,8}error: (?<message>\S.*)$/,
    most: 2,
  },
  {
    // AspectJ
    has: '.',
    place: /^\t(?<path>\S.{0,400}\.(?:java|aj)):(?<line>\d{1,7})$/,
    message: /^\[(?<severity>ERROR|WARNING)\] (?<message>\S.*)$/,
    most: 1,
  },
  {
    // ModelSim: an assertion that failed
    has: ' Line: ',
    place: /^#?\s{1,12}Time: .{1,300} File: (?<path>\S.{0,400}) Line: (?<line>\d{1,7})$/,
    message: /^(?:# )?\*\* (?<severity>Error|Fatal|Failure|Warning): (?<message>\S.*)$/,
    most: 1,
    failure: true,
  },
  {
    // Linux' checkpatch
    has: ': FILE: ',
    place: /^#\d{1,7}: FILE: (?<path>\S.{0,400}):(?<line>\d{1,7}):$/,
    message: /^(?<severity>ERROR|WARNING|CHECK)(?::(?<code>\w{2,60}))?: (?<message>\S.*)$/,
    most: 1,
  },
  {
    // Elixir up to 1.14
    has: '.ex',
    place: /^ {2}(?<path>\S.{0,400}\.exs?):(?<line>\d{1,7})(?::\d{1,6})?(?:: \S.*)?$/,
    message: /^(?<severity>warning): (?<message>\S.*)$/,
    most: 3,
  },
  {
    // Rollup: the message, maybe an address, and the place
    has: ' (',
    place: /^(?<path>[^\s:].{0,400}?\.\w{1,10}) \((?<line>\d{1,7}):(?<column>\d{1,6})\)$/,
    message:
      /^\[!\] (?:\(plugin [^)]{1,80}\) )?(?:\w*Error: )?(?:\S{1,400} \(\d+:\d+\): )?(?<message>\S.*)$/,
    most: 3,
  },
  {
    // Perl's Test::More, through prove
    has: ' line ',
    place: /^\s{0,16}#\s{1,4}(?:at|in) (?<path>\S.{0,400}?)(?: at)? line (?<line>\d{1,7})\.$/,
    message: /^\s{0,16}#\s{1,4}Failed test (?<message>\S.*)$/,
    most: 1,
    failure: true,
  },
  {
    // Vite's plugins
    has: 'file: ',
    place: /^\s{0,2}(?:file: )(?<path>\S.{0,400}?):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
    message:
      /^(?:error during build: ?)?(?:\w*Error: )?\[[\w:@/.-]{1,60}\] (?:\[[\w:@/.-]{1,60}\] )?(?<message>(?!Transform failed with)\S.*?)(?: \(\d+:\d+\))?$/,
    most: 12,
  },
  {
    // Vite's plugins behind Vitest and its server
    has: ' File: ',
    place: /^\s{1,4}File: (?<path>\S.{0,400}?):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
    message: /^(?:\w*Error: |.{0,40}Internal server error: )(?<message>\S.*)$/,
    most: 3,
  },
  {
    // Credo
    has: '┃',
    place:
      /^┃\s{1,8}(?<path>\S.{0,400}?\.exs?):(?<line>\d{1,7})(?::(?<column>\d{1,6}))? #\(.{1,300}\)$/,
    message: /^┃ \[[CDFRW]\] \S{1,2} (?<message>\S.*)$/,
    most: 3,
    severity: 'warning',
  },
  {
    // CocoaPods
    has: ' from ',
    place: /^\s{0,4}#\s{1,4}from (?<path>\S.{0,400}):(?<line>\d{1,7})$/,
    message: /^\[!\] (?<message>\S.*)$/,
    most: 4,
  },
  {
    // ansible-lint since 6: the rule and its text, and the place below
    has: ':',
    place: /^(?<path>[^\s:][^:]{0,400}\.ya?ml):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?(?: \S.*)?$/,
    message:
      /^(?<code>(?:args|avoid-implicit|command-instead-of-\w{5,6}|complexity|deprecated-[\w-]{1,30}|empty-string-compare|fqcn|galaxy|ignore-errors|inline-env-var|internal-error|jinja|key-order|latest|literal-compare|load-failure|loop-var-prefix|meta-[\w-]{1,30}|name|no-[\w-]{1,30}|only-builtins|package-latest|parser-error|partial-become|playbook-extension|risky-[\w-]{1,30}|role-name|run-once|sanity|schema|syntax-check|var-naming|yaml)(?:\[[\w-]{1,60}\])?): (?<message>\S.*)$/,
    most: 1,
  },
  {
    // Parcel
    has: '  ',
    place: /^ {2}(?<path>\S.{0,400}?):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
    message: /^\s{0,2}@parcel\/[\w/-]{1,60}: (?<message>\S.*)$/,
    most: 2,
  },
  {
    // ReScript's warnings; its errors stand below the source
    has: '  ',
    place: /^ {2}(?<path>\S.{0,400}\.resi?):(?<line>\d{1,7}):(?<column>\d{1,6})(?:-[\d:]{1,12})?$/,
    message: /^ {2}(?<message>(?<severity>Warning) number \d{1,4}.*)$/,
    most: 2,
  },
  {
    // Deno: the type checker's message above, the place of the source below
    has: ' at file:///',
    place: /^\s{4}at (?<path>file:\/\/\/.{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
    message: /^(?:error: )?(?<code>TS\d{3,6}) \[(?<severity>ERROR)\]: (?<message>.+)$/,
    most: 8,
  },
  {
    // CocoaPods, xcpretty's summary of failed tests
    has: '  ',
    place: /^ {2}(?<path>\S.{0,400}\.(?:swift|mm?)):(?<line>\d{1,7})$/,
    message: /^ {2}(?<code>\w{1,200}), (?<message>\S.*)$/,
    most: 1,
    failure: true,
  },
  {
    // cfn-lint
    has: ':',
    place: /^(?<path>[^\s:].{0,400}\.(?:ya?ml|json|template)):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
    message: /^(?<severity>E|W)(?<code>\d{4}) (?<message>\S.+)$/,
    most: 1,
  },
  {
    // Julia
    has: '@ ',
    place: /^\s{1,8}@ (?:\w{1,40} )?(?<path>\S.{0,400}\.jl):(?<line>\d{1,7})$/,
    message: /^ERROR: (?:LoadError: )?(?<message>.+)$/,
    most: 6,
  },
  {
    // Tombi
    has: 'at ',
    place: /^\s{2,8}at (?<path>\S.{0,400}\.toml):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
    message: /^\s{0,4}(?<severity>Error|Warning): (?<message>\S.*)$/,
    most: 2,
  },
  {
    // Antora
    has: 'file: ',
    place: /^\s{4}file: (?<path>\S.{0,400}\.adoc):(?<line>\d{1,7})$/,
    message:
      /^(?:\[[\d:.]{5,16}\] )?(?<severity>ERROR|WARN|FATAL) \(asciidoctor\): (?<message>\S.*)$/,
    most: 1,
  },
  {
    has: 'at ',
    place: /^\s{0,4}at (?<path>\S.{0,400}\.purs):(?<line>\d{1,7}):(?<column>\d{1,6}) - /,
    message:
      /^(?:\[\d+\/\d+ .{1,60}\])?\s*(?<severity>Error|Warning) (?<message>found:|\d+ of \d+:)/,
    most: 3,
  },
]
