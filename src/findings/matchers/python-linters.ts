import type { Family } from './family.js'
import { COLUMN, LINE, PATH } from './words.js'

/** flake8, Ruff's concise form, pylint, Bandit and their like: a rule's code stands for the severity. */
export const pythonLinters: Family = {
  tools:
    'flake8, Ruff, pylint, pycodestyle, pyflakes, Black, isort, Bandit, Vulture, Cython, Pyre, pytype, Robot Framework, pip',
  reads: {
    en: '`x.py:1:80: E501 text`: E and F are errors, all else is a warning',
    zh: '`x.py:1:80: E501 text`：E 和 F 为错误，其余为警告',
  },
  forms: [
    {
      regexp: new RegExp(
        `^${PATH}:${LINE}:${COLUMN}:? \\[?(?<code>[A-Z]{1,5}\\d{1,6})\\]?:? (?:\\[\\*\\] )?(?<message>.+)$`,
        'u',
      ),
      // Go's linters have codes, too, and are errors.
      severity: ({ code = '', path = '' }) =>
        /^[EF]/.test(code) || path.endsWith('.go') ? 'error' : 'warning',
    },
    {
      // pylint's forms parseable and msvs, also with the module's name
      has: '[',
      regexp: new RegExp(
        `^${PATH}(?::(?:[A-Za-z_][\\w.]{0,200}:)?${LINE}(?::${COLUMN})?|\\((?<line2>\\d{1,7})\\)): \\[(?<code>[A-Z]\\d{4})(?:\\((?<symbol>[\\w-]{2,80})\\))?(?:, ?)?[^\\]]{0,200}\\] (?<message>.+)$`,
        'u',
      ),
      severity: ({ code = '' }) =>
        code.startsWith('I') ? undefined : /^[EF]/.test(code) ? 'error' : 'warning',
    },
    {
      // Bandit in the form `custom`
      has: ': B',
      regexp: new RegExp(
        `^${PATH}:${LINE}: (?:(?:LOW|MEDIUM|HIGH): )?(?<code>B\\d{3})(?:\\[bandit\\])?: (?:(?:LOW|MEDIUM|HIGH): )?(?<message>.+)$`,
        'u',
      ),
      severity: 'warning',
    },
    {
      // Pyre
      has: ']: ',
      regexp:
        /^(?<path>(?=[^\s"'])[^:"<>|\t]{1,400}\.pyi?):(?<line>\d{1,7}):(?<column>\d{1,6}) (?<message>[A-Z].{0,100} \[\d{1,4}\]: .+)$/,
      severity: 'error',
    },
    {
      // pytype before 2023
      has: '", line ',
      regexp:
        /^File "(?<path>[^"]{1,400})", line (?<line>\d{1,7}), in [^:]{1,200}: (?<message>\S.*) \[(?<code>[a-z][a-z-]{2,60})\]$/,
      severity: 'error',
    },
    {
      // Robot Framework
      has: 'Error in file ',
      regexp:
        /^\[ (?<severity>ERROR|WARN) \] Error in file '(?<path>[^']{1,400})' on line (?<line>\d{1,7}): (?<message>.+)$/,
    },
    {
      // Ruff could not read a source
      has: 'error: Failed to parse ',
      regexp: new RegExp(`^error: Failed to parse ${PATH}:${LINE}:${COLUMN}: (?<message>.+)$`, 'u'),
      severity: 'error',
    },
    {
      // Cython
      has: '.p',
      regexp:
        /^(?:(?<severity>warning): )?(?<path>(?=[^\s"'])[^:"<>|\t]{1,400}\.(?:pyx|pxd|pxi)):(?<line>\d{1,7}):(?<column>\d{1,6}): (?<message>\S.*)$/,
      untimed: true,
    },
    {
      // Ruff: a syntax error has no rule
      has: 'yntax',
      regexp: new RegExp(
        `^${PATH}:${LINE}:${COLUMN}: (?:invalid-syntax: |SyntaxError: )(?<message>.+)$`,
        'u',
      ),
      severity: 'error',
    },
    {
      // pyflakes and Vulture
      has: '.py:',
      regexp:
        /^(?<path>(?=[^\s"'])[^:"<>|\t]{1,400}\.py):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?: (?<message>(?:undefined name|local variable|redefinition of|'[^']{1,200}' imported but unused|unused (?:import|variable|function|class|method|attribute)|invalid syntax|unterminated ).*)$/,
      severity: ({ message = '' }) =>
        /^(?:undefined|invalid|unterminated)/.test(message) ? 'error' : 'warning',
      untimed: true,
    },
    {
      // pip: maybe the requirement and a mark stand between the text and the place
      has: '(from ',
      regexp:
        /^(?:(?:ERROR: )?(?<message>(?:Invalid requirement: |Could not find a version that )\S.{0,600}?)|\s{1,400}[~^]{1,400}) \(from (?:line (?<line>\d{1,7}) of (?<path>[^()]{1,400}\.(?:txt|in))|-r (?<path2>[^()]{1,400}\.(?:txt|in)) \(line (?<line2>\d{1,7})\))\)/,
      path: ({ path, path2 = '' }) => path ?? path2,
      message: (line, { message }) =>
        message ??
        /^ERROR: (?<said>Invalid requirement: .+)$/.exec(line.before(2))?.groups?.['said'],
      severity: 'error',
    },
    {
      has: '-r ',
      regexp:
        /^ERROR: (?<message>Cannot install -r (?<path>[^()]{1,400}\.(?:txt|in)) \(line (?<line>\d{1,7})\).{0,600} because .*)$/,
      severity: 'error',
    },
    {
      has: 'error: cannot format ',
      regexp:
        /^error: cannot format (?<path>[^:]{1,400}\.pyi?): (?<message>Cannot parse.{0,100}: (?<line>\d{1,7}):(?<column>\d{1,6})(?:: .+)?)$/,
      severity: 'error',
    },
    {
      has: 'SyntaxError',
      regexp:
        /^(?:\*\*\* )?(?<message>(?:Sorry: )?(?:Syntax|Indentation|Tab)Error: .{1,300}) \((?<path>[^(),]{1,400}\.py), line (?<line>\d{1,7})\)$/,
      severity: 'error',
    },
  ],
  begins: [String.raw`Cannot parse`, String.raw`\(from (?:line \d|-r \S)`],
}
