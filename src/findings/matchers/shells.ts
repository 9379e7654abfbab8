import type { Family } from './family.js'

const MESSAGE = String.raw`(?<message>(?:[Ss]yntax error|unexpected EOF|unexpected end of file|missing .{1,60} near end|\x60.{1,60}' unexpected|parse error).*)`

/** Shells and awk: only what they can't read has a place in a source; what a command said has none. */
export const shells: Family = {
  tools: 'Bash, dash, ksh, zsh, awk',
  reads: {
    en: '`x.sh: line 4: syntax error …`, `x.sh: 4: Syntax error: …`',
    zh: '`x.sh: line 4: syntax error …`、`x.sh: 4: Syntax error: …`',
  },
  forms: [
    {
      has: ': ',
      regexp: new RegExp(
        String.raw`^(?:[\w./-]{0,60}(?:sh|awk): )?(?<path>[^\s:][^:]{0,400}\.(?:[a-z]{0,4}sh|awk|bats)):(?: (?:line )?|)(?<line>\d{1,7}): ${MESSAGE}$`,
      ),
      severity: 'error',
    },
  ],
}
