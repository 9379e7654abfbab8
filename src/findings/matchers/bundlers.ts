import type { Family } from './family.js'

/** Messages of Babel, webpack, vue-cli and Vite that name the file and put the position at the end. */
export const bundlers: Family = {
  tools: 'Babel, webpack loaders, vue-cli, Vite, Rollup, Parcel, Less, mini programs',
  reads: { en: '`SyntaxError: path: text (7:12)`', zh: '`SyntaxError: path: text (7:12)`' },
  forms: [
    {
      has: 'rror',
      regexp:
        /^\s{0,8}(?:\[[\w:@/-]{1,60}\] |error during build:\s?)?(?:Module build failed.{0,200}?: )?(?:Syntax ?Error|BabelParseError|\[?BABEL\]?|Error|RollupError|TypeError|ParseError): (?:\[[\w:@/-]{1,60}\] )?(?<path>(?=\S)(?:[A-Za-z]:)?[^:"<>|]{1,400}): (?<message>\S.*?) \((?<line>\d{1,7}):(?<column>\d{1,6})\)[:.]?$/,
      severity: 'error',
    },
    {
      // PostCSS and others that put a name before a place: `CssSyntaxError: path:3:5: text`
      regexp:
        /^\s{0,8}(?!(?:\[[\w:@/.-]{1,60}\] )?\[(?:error|warn|warning|info|debug|trace|fatal)\])(?:\[[\w:@/.-]{1,60}\] ){0,2}(?:\w{0,40}Error: (?:\[[\w:@/.-]{1,60}\] )?|(?<=\] ))(?<path>(?=\S)(?:[A-Za-z]:[\\/])?[^:"<>|?\t]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6}): (?<message>(?!(?:ERROR|error|warning)\b)\S.*)$/,
      severity: 'error',
    },
    {
      // mini programs
      has: 'ml:',
      regexp:
        /^(?<path>\.{0,2}\/?[^\s:][^:"<>|]{0,400}\.(?:wxml|axml|ttml|qml)):(?<line>\d{1,7}):(?<column>\d{1,6}):? (?<message>[a-zA-Z].*)$/,
      severity: 'error',
      untimed: true,
    },
    {
      // Less
      has: ' on line ',
      regexp:
        /^(?<code>\w{1,30}Error): (?<message>\S.{0,600}?) in (?<path>\S.{0,400}\.(?:less|css)) on line (?<line>\d{1,7}), column (?<column>\d{1,6}):?$/,
      severity: 'error',
    },
    {
      // Rollup and Vite: `src/x.ts (3:5): "foo" is not exported by …`
      has: '): ',
      regexp:
        /^(?:\[!\] ?)?(?:\(plugin [^)]{1,80}\) )?(?:(?:Rollup|Syntax|Parse)?Error: |error during build: ?|\[?ERROR\]? )?(?<path>(?=\S)(?:[A-Za-z]:)?[^:"<>|()]{1,400}) \((?<line>\d{1,7}):(?<column>\d{1,6})\): (?<message>\S.*)$/,
      severity: 'error',
      untimed: true,
    },
    {
      // webpack 4: `./src/main.ts:3:0-30 - Error: Module not found: …`
      has: ' - ',
      regexp:
        /^(?<path>\.{0,2}\/?[^\s:][^:]{0,400}):(?<line>\d{1,7}):(?<column>\d{1,6})(?:-\d{1,6})? - (?<severity>Error|Warning): (?<message>.+)$/,
    },
  ],
}
