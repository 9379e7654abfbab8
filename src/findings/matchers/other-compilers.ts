import type { Family } from './family.js'
import { COLUMN, LINE, PATH } from './words.js'

/** Languages whose compilers have a form of their own. */
export const otherCompilers: Family = {
  tools:
    'Nim, Odin, Perl, Perl::Critic, Puppet, puppet-lint, gettext, SML/NJ, Raku, Nix, Lua, luacheck, Erlang, Clojure, Julia, R, Free Pascal, Delphi, Elixir, LaTeX, Thrift, Icarus Verilog, Vivado, Verilator',
  reads: {
    en: 'their own forms of one line',
    zh: '各自的单行格式',
  },
  forms: [
    {
      // Nim, Free Pascal, Odin
      regexp: new RegExp(
        `^${PATH}\\(${LINE}(?:, ?|:)${COLUMN}\\) (?<severity>(?:Syntax )?Error|Fatal|Warning): (?<message>.+)$`,
        'u',
      ),
      severity: ({ severity }) => (severity === 'Warning' ? 'warning' : 'error'),
    },
    {
      // Delphi, also through MSBuild
      has: ') ',
      regexp: new RegExp(
        `^\\s{0,8}(?:.{1,200}\\.targets : (?:warning|error) : )?${PATH}\\(${LINE}\\) (?<severity>Error|Fatal|Warning): (?<code>[EFWHX]\\d{4}) (?<message>.+)$`,
        'iu',
      ),
      severity: ({ severity = '' }) => (/^w/i.test(severity) ? 'warning' : 'error'),
    },
    {
      has: ' line ',
      regexp:
        /^(?<message>(?:syntax error|Global symbol .{1,200}|Bareword .{1,200}|Can't (?:locate|find|call|use) .{1,600}|Undefined subroutine .{1,200}|Missing right curly .{0,100}|Unmatched right .{1,60}|Number found where .{1,100}|String found where .{1,100})) at (?<path>\S.{0,400}?) line (?<line>\d{1,7})(?:[.,;].*)?$/,
      severity: 'error',
      anyFile: true,
    },
    {
      // what perl's compiler warns of
      has: ' line ',
      regexp:
        /^(?<message>(?:Useless use of |Subroutine \w{1,200} redefined|"(?:my|our)" variable \S{1,200} masks |Name "[\w:]{1,200}" used only once|Scalar value \S{1,200} better written |Statement unlikely to be reached|Found = in conditional|Possible (?:attempt|unintended|precedence) |Unquoted string |Prototype mismatch).{0,400}?) at (?<path>\S.{0,400}?) line (?<line>\d{1,7})\.$/,
      severity: 'warning',
      anyFile: true,
    },
    {
      // Perl::Critic: `path: text at line 12, column 1.  See page 33 of PBP.  (Severity: 4)`
      has: '(Severity: ',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}): (?<message>\S.{0,400}?) at line (?<line>\d{1,7}), column (?<column>\d{1,6})\.\s.{0,200}\(Severity: (?<severity>[1-5])\)$/,
      severity: ({ severity }) => (severity === '5' ? 'error' : 'warning'),
      anyFile: true,
    },
    {
      // Perl::Critic in its shortest form, maybe with the severity
      regexp:
        /^(?<path>[^\s:]{1,400}\.(?:p[lm]|t|PL|psgi)):(?<line>\d{1,7}):(?<column>\d{1,6}):(?:(?<severity>[1-5]):)?(?<message>["A-Z].*)$/,
      severity: ({ severity }) => (severity === '5' ? 'error' : 'warning'),
    },
    {
      // puppet-lint: `path - ERROR: text on line 12`, also with a column and the check's name
      has: ' - ',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.pp) - (?<severity>ERROR|WARNING): (?<message>\S.{0,600}?) on line (?<line>\d{1,7})(?: col(?:umn)? (?<column>\d{1,6}))?(?: \((?:check: )?(?<code>\w{1,60})\))?$/,
    },
    {
      // puppet-lint in the form that is asked of it for other programs
      has: '.pp:',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.pp):(?<line>\d{1,7}):(?:(?<column>\d{1,6}):)?(?<code>\w{2,60}):(?<severity>ERROR|WARNING|error|warning):(?<message>.+)$/,
    },
    {
      // Dart's analyzer, for machines
      has: '|',
      regexp:
        /^(?<severity>ERROR|WARNING)\|[A-Z_]{2,60}\|(?<code>[A-Z_]{2,100})\|(?<path>[^|]{1,400})\|(?<line>\d{1,7})\|(?<column>\d{1,6})\|\d{1,6}\|(?<message>.+)$/,
    },
    {
      // Elvis
      has: '.erl:',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.[eh]rl):(?<line>\d{1,7}):(?<code>[a-z][a-z_]{2,60}):(?<message>[A-Z].*)$/,
      severity: 'warning',
    },
    {
      // gettext
      has: '.po',
      regexp:
        /^(?:msg[a-z]{3,10}: )?(?<path>(?=\S)[^:"<>|?\t]{1,400}\.pot?):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?: (?:(?<severity>error|warning): )?(?<message>[^.\s].*)$/,
    },
    {
      // Standard ML of New Jersey
      has: '.s',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.(?:sml|sig)):(?<line>\d{1,7})\.(?<column>\d{1,6})(?:-\d{1,7}\.\d{1,6})? (?<severity>Error|Warning): (?<message>.+)$/,
    },
    {
      // Nix up to 2.3
      has: '.nix:',
      regexp:
        /^error: (?<message>.{1,600}?),? at (?<path>\S.{0,400}\.nix):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
      severity: 'error',
    },
    {
      // Puppet; up to 5 with colons
      has: '.pp',
      regexp:
        /^(?<severity>Error|Warning): (?<message>.{1,600}?) (?:at (?<path>\S{1,400}\.pp):|\(file: (?<path2>[^)]{1,400}\.pp), line: )(?<line>\d{1,7})/,
      path: ({ path = '', path2 = path }) => path2,
    },
    {
      has: '.lua:',
      regexp:
        /^(?:luac?[\d.]*|luajit|[\w./-]{1,80}luac?[\d.]*): (?<path>\S.{0,400}\.lua):(?<line>\d{1,7}): (?<message>.+)$/,
      severity: 'error',
    },
    {
      // luacheck
      has: '.lua:',
      regexp:
        /^\s{0,8}(?<path>\S.{0,400}\.lua):(?<line>\d{1,7}):(?<column>\d{1,6})(?:-\d{1,6})?: (?:\((?<code>[EW]\d{3})\) )?(?<message>.+)$/,
      severity: ({ code = '', message = '' }) =>
        code.startsWith('E') || /^(?:expected|unexpected|unfinished|malformed)/.test(message)
          ? 'error'
          : 'warning',
    },
    {
      // Erlang names only warnings
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.[ehxy]rl):(?<line>\d{1,7}):(?:(?<column>\d{1,6}):)? (?:(?<severity>Warning): )?(?<message>\S.*)$/,
      severity: ({ severity }) => (severity === undefined ? 'error' : 'warning'),
      untimed: true,
    },
    {
      has: ' at (',
      regexp:
        /^(?<message>(?:Syntax error|Execution error|Unexpected error).{0,200}) at \((?<path>[^():]{1,400}\.clj[cs]?):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?\)\.?/,
      severity: 'error',
    },
    {
      // Elixir
      has: '** (',
      regexp:
        /^\*\* \((?<code>\w{3,40}(?:\.\w{1,40})*)\) (?<path>(?=\S)[^:"<>|?\t]{1,400}\.exs?):(?<line>\d{1,7})(?::(?<column>\d{1,6}))?: (?<message>.+)$/,
      severity: 'error',
    },
    {
      has: 'ERROR: LoadError: ',
      regexp:
        /^ERROR: LoadError: (?<message>.{1,600}?)(?: around| @ \w+) (?<path>\S.{0,400}\.jl):(?<line>\d{1,7})/,
      severity: 'error',
    },
    {
      has: '.tex:',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.(?:tex|sty|cls|bib)):(?<line>\d{1,7}): (?<message>\S.*)$/,
      severity: 'error',
    },
    {
      regexp:
        /^\[(?<severity>ERROR|WARNING|FAILURE):(?<path>[^\]:]{1,400}\.thrift):(?<line>\d{1,7})\] (?<message>.+)$/,
      severity: ({ severity }) => (severity === 'WARNING' ? 'warning' : 'error'),
    },
    {
      // Vivado and Quartus name the place at the end
      has: ' [',
      regexp:
        /^(?<severity>ERROR|CRITICAL WARNING|WARNING): \[(?<code>[\w ]{2,40}\d-\d{1,6})\] (?<message>.+) \[(?<path>[^\][]{1,400}):(?<line>\d{1,7})\]$/,
      severity: ({ severity }) => (severity === 'ERROR' ? 'error' : 'warning'),
    },
    {
      has: '%',
      regexp: new RegExp(
        `^%(?<severity>Error|Warning)(?:-(?<code>\\w{2,40}))?: ${PATH}:${LINE}(?::${COLUMN})?: (?<message>.+)$`,
        'u',
      ),
    },
    {
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.s?vh?d?l?):(?<line>\d{1,7}): (?<message>(?:syntax error|error: .+|Unable to .+|.* is not (?:declared|a valid) .*))$/,
      severity: 'error',
    },
    {
      // protoc and buf name no severity
      has: '.proto:',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.proto):(?<line>\d{1,7}):(?<column>\d{1,6}): ?(?:(?<severity>warning): )?(?<message>\S.*)$/,
      severity: ({ severity }) => (severity === undefined ? 'error' : 'warning'),
    },
    {
      // Dart's analyzer
      has: ' • ',
      regexp:
        /^\s{0,8}(?<severity>error|warning|info) • (?<message>.+) • (?<path>[^•]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6}) • (?<code>\w{2,100})\s*$/,
      severity: ({ severity }) =>
        severity === 'info' ? undefined : severity === 'warning' ? 'warning' : 'error',
    },
    {
      has: ' - ',
      regexp:
        /^\s{0,8}(?<severity>error|warning) - (?<path>[^\s:][^:]{0,400}\.dart):(?<line>\d{1,7}):(?<column>\d{1,6}) - (?<message>.+?)(?: - (?<code>\w{2,100}))?$/,
    },
    {
      // HarmonyOS: the vendor's own hvigor
      has: ' At File: ',
      regexp:
        /^(?:\S{0,20}\s)?(?:Error Message|Warning Message|ERROR|WARN): ?(?<message>.+?) ?At File: (?<path>\S.{0,400}):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
      severity: ({ message = '' }) => (/^WARN/.test(message) ? 'warning' : 'error'),
    },
    {
      has: 'ERROR File: ',
      regexp:
        /^.{0,40}ERROR File: (?<path>\S.{0,400}):(?<line>\d{1,7}):(?<column>\d{1,6}) (?<message>.+)$/,
      severity: 'error',
    },
    {
      // PureScript, ReScript, Haxe: `src/Main.hx:12: characters 5-9 : text`
      has: '.hx:',
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.hx):(?<line>\d{1,7}): (?:characters (?<column>\d{1,6})-\d{1,6}|lines \d+-\d+) : (?:(?<severity>Warning) : )?(?<message>.+)$/,
      severity: ({ severity }) => (severity === undefined ? 'error' : 'warning'),
    },
  ],
  begins: [
    String.raw`\(file: `,
    String.raw`At File: `,
    String.raw`(?:ERROR|WARNING)\|[A-Z]`,
    String.raw`\(Severity: [1-5]\)`,
    String.raw`\.pp - [EW]`,
  ],
}
