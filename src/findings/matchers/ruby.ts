import type { Family } from './family.js'
import { LookBackMatcher } from './look-back.js'

const LETTERS: Readonly<Record<string, 'error' | 'warning'>> = {
  F: 'error',
  E: 'error',
  W: 'warning',
  C: 'warning',
  R: 'warning',
}

const CUCUMBER = /^\s{4,10}(?<path>\S.{0,400}\.rb):(?<line>\d{1,7}):in [`'].*$/

export const ruby: Family = {
  tools: 'RuboCop, standardrb, Foodcritic, Ruby, Sorbet, Cucumber, fastlane, haml-lint, ERB Lint',
  reads: {
    en: '`path:3:5: W: Cop/Name: text`, syntax errors',
    zh: '`path:3:5: W: Cop/Name: text`，语法错误',
  },
  matcher: () =>
    new LookBackMatcher([
      {
        // Cucumber: what was compared, or the error with its class
        has: '.rb:',
        place: CUCUMBER,
        message: /^\s{6,8}(?<message>expected:? \S.*)$/,
        most: 6,
        stop: /^\s{4}\S|^\s{4,10}\S.{0,400}\.(?:rb|feature):\d/,
        failure: true,
      },
      {
        has: '.rb:',
        place: CUCUMBER,
        message: /^\s{6,8}(?<message>\S.* \([A-Z][\w:]{2,80}(?:Error|Exception)\))$/,
        most: 1,
        failure: true,
      },
    ]),
  forms: [
    {
      // Foodcritic: `FC001: text: path:8`
      has: 'FC',
      regexp:
        /^(?<code>FC\d{3}): (?<message>.{1,400}): (?<path>(?=\S)[^:"<>|?\t]{1,400}):(?<line>\d{1,7})$/,
      severity: 'warning',
    },
    {
      has: ' https://srb.help/',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.rbi?):(?<line>\d{1,7}): (?<message>\S.*) (?:https:\/\/srb\.help\/(?<code>\d{3,5}))$/,
      severity: 'error',
    },
    {
      has: ': ',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6}): \[?(?<severity>[FEWCR])\]?: (?:\[Cor?rectable\] )?(?:(?<code>[A-Z]\w{1,40}(?:\/\w{1,60}){1,3}): )?(?<message>.+)$/,
      severity: ({ severity = '' }) => LETTERS[severity],
      anyFile: true,
    },
    {
      // Maybe behind the frame of what reads it: `kernel_require.rb:85:in `require': lib/x.rb:3: …`
      has: 'yntax',
      regexp:
        /^(?:\s{2}|SyntaxError: |\S{1,200}ruby\S{0,20}: |\S{1,300}:\d{1,7}:in [`'][^`']{1,200}': )?(?<path>(?=\S)[^:"<>|?\t]{1,400}\.(?:rb|erb|haml|slim|s[ac]ss|rake|ru|gemspec|jbuilder)):(?<line>\d{1,7}): (?<message>syntax errors?[ ,].+|.*\((?:[A-Z]\w{1,30}::)?SyntaxError\))$/,
      severity: 'error',
    },
    {
      // Brakeman's form tabs
      has: '\t',
      regexp:
        /^(?<path>[^\s:]{1,400})\t(?<line>\d{1,7})\t(?<code>[A-Z][\w -]{2,60})\t[A-Z][^\t]{1,60}\t(?<message>[^\t]{1,600})\t(?:High|Medium|Weak)$/,
      severity: 'warning',
    },
    {
      // fastlane
      has: 'file on line ',
      regexp:
        /Syntax error in your \w{1,20}file on line (?<line>\d{1,7}): (?<path>[^\s:]{1,400}):\d{1,7}: (?<message>\S.*)$/,
      severity: 'error',
    },
    {
      // haml-lint, slim-lint
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.(?:haml|slim|erb)):(?<line>\d{1,7}) \[(?<severity>[EW])\] (?<message>.+)$/,
      severity: ({ severity = '' }) => LETTERS[severity],
    },
  ],
}
