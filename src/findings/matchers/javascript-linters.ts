import type { Family } from './family.js'
import { COLUMN, LINE, PATH } from './words.js'

export const javascriptLinters: Family = {
  tools: 'ESLint, Stylelint, HTMLHint, yamllint, standard, TSLint, JSHint, markdownlint, Prettier',
  reads: {
    en: 'the forms unix and compact, and their own of one line',
    zh: 'unix、compact 格式以及各自的单行格式',
  },
  forms: [
    {
      has: '[',
      regexp: new RegExp(
        `^${PATH}:${LINE}:${COLUMN}: (?<message>.+) \\[(?<severity>[Ee]rror|[Ww]arning)(?:/(?<code>[^\\]]{1,100}))?\\]$`,
        'u',
      ),
    },
    {
      has: ': line ',
      regexp: new RegExp(
        `^${PATH}: line ${LINE}, col ${COLUMN}, (?:(?<severity>Error|Warning) - )?(?<message>.+)$`,
        'iu',
      ),
    },
    {
      // yamllint's form for machines
      has: ': [',
      regexp: new RegExp(
        `^${PATH}:${LINE}:${COLUMN}: \\[(?<severity>error|warning)\\] (?<message>.+)$`,
        'u',
      ),
    },
    {
      // TSLint: `ERROR: src/x.ts:3:5 - text`, and with brackets
      regexp: new RegExp(
        `^(?<severity>ERROR|WARNING): (?:\\((?<code>[\\w-]{1,60})\\) )?${PATH}(?::${LINE}:${COLUMN} - |\\[(?<line2>\\d{1,7}), (?<column2>\\d{1,6})\\]: )(?<message>.+)$`,
        'u',
      ),
    },
    {
      // ESLint's form codeframe, also of vue-cli: `error: text (rule) at path:3:5:`
      has: ' at ',
      regexp:
        /^(?<severity>error|warning): (?<message>\S.{0,800}?)(?: \((?<code>[\w@/-]{2,80})\))? at (?<path>(?=\S)(?:[A-Za-z]:[\\/])?[^:"<>|?\t]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6}):$/,
    },
    {
      // Rush's Heft
      has: ' - (',
      regexp: new RegExp(
        `^${PATH}:${LINE}:${COLUMN} - \\((?<code>[\\w@/-]{2,80})\\) (?<message>.+)$`,
        'u',
      ),
      severity: ({ code = '' }) => (/^TS\d/.test(code) ? 'error' : 'warning'),
    },
    {
      // svelte-check's form for machines
      has: '" ',
      regexp:
        /^\d{10,14} (?<severity>ERROR|WARNING) "(?<path>[^"]{1,400})" (?<line>\d{1,7}):(?<column>\d{1,6}) "(?<message>.+)"$/,
    },
    {
      // Prettier: `[error] src/x.ts: SyntaxError: text (7:5)`
      regexp:
        /^\[(?<severity>error)\] (?<path>[^:]{1,400}): (?<message>(?:\w*Error: )?.+) \((?<line>\d{1,7}):(?<column>\d{1,6})\)$/,
    },
    {
      // standard: `  /path/x.js:12:5: text (rule)`
      regexp:
        /^ {2}(?<path>(?=\S)[^:"<>|?\t]{1,400}\.[cm]?[jt]sx?):(?<line>\d{1,7}):(?<column>\d{1,6}): (?<message>.+ \([\w@/-]{2,80}\))$/,
      severity: 'error',
    },
    {
      // markdownlint
      has: 'MD0',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}):(?<line>\d{1,7})(?::(?<column>\d{1,6}))? (?:error |warning )?(?<code>MD\d{3}\/[\w/-]{2,80}) (?<message>.+)$/,
      severity: 'error',
    },
  ],
  begins: [String.raw`\(\d{1,7}:\d{1,6}\)`],
}
