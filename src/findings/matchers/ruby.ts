import type { Family } from './family.js'

const LETTERS: Readonly<Record<string, 'error' | 'warning'>> = {
  F: 'error',
  E: 'error',
  W: 'warning',
  C: 'warning',
  R: 'warning',
}

export const ruby: Family = {
  tools: 'RuboCop, standardrb, Ruby, haml-lint, ERB Lint',
  reads: {
    en: '`path:3:5: W: Cop/Name: text`, syntax errors',
    zh: '`path:3:5: W: Cop/Name: text`，语法错误',
  },
  forms: [
    {
      has: ': ',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6}): \[?(?<severity>[FEWCR])\]?: (?:\[Cor?rectable\] )?(?:(?<code>[A-Z]\w{1,40}(?:\/\w{1,60}){1,3}): )?(?<message>.+)$/,
      severity: ({ severity = '' }) => LETTERS[severity],
      anyFile: true,
    },
    {
      has: '.rb:',
      regexp:
        /^(?:\S{1,200}ruby\S{0,20}: )?(?<path>(?=\S)[^:"<>|?\t]{1,400}\.rb):(?<line>\d{1,7}): (?<message>syntax errors? .+|.*\(SyntaxError\))$/,
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
