import type { Family } from './family.js'

const MESSAGE = String.raw`(?<message>(?:[Ss]yntax error|unexpected EOF|unexpected end of file|missing .{1,60} near end|\x60.{1,60}' unexpected|parse error).*|.*(?:语法错误|未预期的|構文エラー|Syntaxfehler|erreur de syntaxe).*)`

/** Shells and awk: only what they can't read has a place in a source; what a command said has none. */
export const shells: Family = {
  tools: 'Bash, dash, ksh, zsh, fish, awk',
  reads: {
    en: '`x.sh: line 4: syntax error …`, `x.sh: 4: Syntax error: …`',
    zh: '`x.sh: line 4: syntax error …`、`x.sh: 4: Syntax error: …`',
  },
  forms: [
    {
      has: ': ',
      regexp: new RegExp(
        String.raw`^(?:[\w./-]{0,60}(?:sh|awk): )?(?<path>[^\s:][^:]{0,400}\.(?:[a-z]{0,4}sh|awk|bats)):(?: ?(?:line |行 ?|第 ?|Zeile |ligne )?|)(?<line>\d{1,7})(?: ?行)?[:：] ?${MESSAGE}$`,
      ),
      severity: 'error',
    },
    {
      // fish
      has: ' (line ',
      regexp: /^(?<path>[^\s:][^:]{0,400}\.fish) \(line (?<line>\d{1,7})\): (?<message>\S.*)$/,
      severity: 'error',
    },
    {
      // mawk
      has: 'awk: ',
      regexp: /^[mn]?awk: (?<path>[^\s:][^:]{0,400}): line (?<line>\d{1,7}): (?<message>\S.*)$/,
      severity: 'error',
    },
    {
      has: 'awk: ',
      regexp:
        /^[gmn]?awk: (?<path>[^\s:][^:]{0,400}):(?<line>\d{1,7}): (?<severity>warning|error): (?<message>\S.*)$/,
    },
    {
      // GNU awk shows the source first
      has: 'awk: ',
      regexp:
        /^[gmn]?awk: (?<path>[^\s:][^:]{0,400}):(?<line>\d{1,7}):\s{1,200}\^ (?<message>\S.*)$/,
      severity: 'error',
    },
  ],
}
