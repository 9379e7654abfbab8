import type { Family } from './family.js'
import { LookBackMatcher } from './look-back.js'

const AT = String.raw`(?<path>(?=\S)[^"<>|]{1,400}?):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?`

const MESSAGE =
  /^\s{0,4}(?:\[\w+\] )?(?:(?<severity>error|warning|note|help|[Ww]arning|Error|\w*Error)(?:\[(?<code>[\w:-]{1,60})\]| \((?<code2>\d{1,6})\))?: |(?<code3>[A-Z]{1,5}\d{3,4})(?: \[\*\])? |invalid-syntax: )(?<message>.+)$/

/** Compilers that print the message, and the place after an arrow below it. */
export const arrows: Family = {
  tools:
    'rustc, Clippy, Ruff, ty, Oxlint, SWC, Rolldown, Solidity, Elixir, Move, Foundry, Typst, uv, just',
  reads: {
    en: '`error[E0308]: text` above `--> src/x.rs:1:2`',
    zh: '`error[E0308]: text`，位置在下方的 `--> src/x.rs:1:2`',
  },
  matcher: () =>
    new LookBackMatcher([
      {
        has: '--> ',
        place: new RegExp(String.raw`^\s{0,12}--> ${AT}:?\s*$`),
        message: MESSAGE,
        stop: /^\s*(?:\||-->|\d+ \|)/,
        joined: true,
      },
      {
        // just
        has: '——▶ ',
        place: new RegExp(String.raw`^\s{0,12}——▶ ${AT}\s*$`),
        message: MESSAGE,
      },
      {
        // Pyrefly
        has: '--> ',
        place: new RegExp(String.raw`^ {1,8}--> ${AT}\s*$`),
        message:
          /^ ?(?<severity>ERROR|WARN|INFO) (?<message>\S.*?) \[(?<code>[a-z][a-z-]{2,60})\]$/,
        most: 2,
      },
      {
        has: ':',
        place: new RegExp(
          String.raw`^[\s│|]{0,20}(?:[└┌╭╰]─+|╭▸|,-+)(?:\[)? ?(?![\s─-])${AT}(?::.{0,200}| ?\])?\s*$`,
        ),
        message:
          /^[\s│]{0,20}(?:\w{0,30}Error:\s{1,4})?(?:(?<severity>error|warning)(?:\[(?<code>[\w:-]{1,60})\])?: |(?<severity2>[×✖x⚠!]) (?:(?<code2>[\w@/-]{1,60}\([\w@/-]{1,80}\)): )?|\[(?<code3>[A-Z][A-Z_]{2,60}|builtin:[\w-]{1,60})\] )(?<message>\S.*)$/,
        most: 10,
        stop: /^\s*$/,
      },
    ]),
  begins: [String.raw`--> \S`, String.raw`[└┌╭╰][─▸]`, String.raw`——▶ `],
}
