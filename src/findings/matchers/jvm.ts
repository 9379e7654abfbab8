import type { Family } from './family.js'
import { COLUMN, LINE, LOGGED_SOURCES, PATH } from './words.js'

/** A logger names the source so. */
const LOGGING = `[^\\s:]{1,400}\\.(?:${LOGGED_SOURCES}):\\d`

/** Kotlin, Scala and Gradle's own scripts. */
export const jvm: Family = {
  tools:
    'kotlinc, Gradle build scripts, Scala 2 and 3 (sbt), Android Gradle plugin, detekt, ktlint, Groovy, qmllint, pipelines of Jenkins',
  reads: {
    en: '`e: file:///path:12:5 text`, `[error] path:12:5: text`, `Build file … line: 12`',
    zh: '`e: file:///path:12:5 text`、`[error] path:12:5: text`、`Build file … line: 12`',
  },
  forms: [
    {
      regexp: new RegExp(
        `^(?<severity>[ew]): (?:\\[\\w{1,20}\\] )?${PATH}:` +
          '(?:(?<line>\\d{1,7})(?::(?<column>\\d{1,6}))?:?| \\((?<line2>\\d{1,7}), (?<column2>\\d{1,6})\\):) (?<message>.*)$',
        'u',
      ),
      severity: ({ severity }) => (severity === 'w' ? 'warning' : 'error'),
    },
    {
      // Scala 2 through sbt and Mill
      regexp: new RegExp(
        `^(?:\\[(?:ERROR|WARNING)\\] )?\\[(?<severity>error|warn|Error|Warn)\\] (?!${LOGGING}|[^\\s:\\\\/]{1,200}\\.(?:java|kt):\\d)${PATH}:${LINE}(?::${COLUMN})?: (?<message>\\S.*)$`,
        'u',
      ),
    },
    {
      // Loggers have the same form, mostly without a column.
      regexp: new RegExp(
        `^\\[(?<severity>error|warn)\\] ${PATH}:${LINE}:${COLUMN}: (?<message>\\S.*)$`,
        'u',
      ),
      untimed: true,
    },
    {
      // Scala 3: the message stands below the source, the kind beside the place
      has: '-- ',
      regexp: new RegExp(
        `^(?:\\[(?<severity>error|warn)\\] )?-- (?:\\[(?<code>E\\d{1,4})\\] )?(?<message>[\\w ]{1,60}(?:Error|Warning)): ${PATH}:${LINE}:${COLUMN}(?: -*)?\\s*$`,
        'u',
      ),
      severity: ({ severity, message = '' }) =>
        severity === 'warn' || message.endsWith('Warning') ? 'warning' : 'error',
    },
    {
      // Scalastyle
      has: ' message=',
      regexp:
        /^(?<severity>error|warning) file=(?<path>\S.{0,400}?) message=(?<message>\S.{0,600}?)(?: line=(?<line>\d{1,7}))(?: column=(?<column>\d{1,6}))?$/,
    },
    {
      has: ' file ',
      regexp:
        /^(?<message>(?:Build|Settings|Script|Initialization script|Precompiled script plugin)) file '(?<path>.{1,400})' line: (?<line>\d{1,7})$/i,
      message: () => '',
    },
    {
      // Groovy: `build.gradle: 12: unexpected token`, `Cart.groovy: 12: text @ line 12, column 5.`
      has: ': ',
      regexp:
        /^(?:\[ERROR\] )?(?:startup failed:)?(?:build file ')?(?<path>[^\s:'][^:'"]{0,400}\.(?:groovy|gradle))'?: (?<line>\d{1,7}): (?<message>\S.*?)(?: @ line \d+, column (?<column>\d{1,6})\.?)?$/,
    },
    {
      // A pipeline of Jenkins, checked by its linter
      has: 'WorkflowScript: ',
      regexp:
        /^WorkflowScript: (?<line>\d{1,7}): (?<message>\S.*?)(?: @ line \d+, column (?<column>\d{1,6})\.?)?$/,
      path: () => 'Jenkinsfile',
      severity: 'error',
    },
    {
      // The manifest merger says what is wrong on the next lines
      has: ' Error:',
      regexp: new RegExp(
        `^${PATH}:${LINE}:${COLUMN}(?:-\\d{1,7}(?::\\d{1,6})?)? (?<severity>Error|Warning):$`,
        'u',
      ),
      message: () => '',
    },
    {
      // AAPT, lint, qmllint: the severity before the place; a name alone without a column is a logger's
      regexp: new RegExp(
        `^(?<severity>ERROR|WARNING|Error|Warning): ?(?![^\\s:\\\\/]{1,200}\\.(?:java|kt|scala|${LOGGED_SOURCES}):\\d{1,7}: )${PATH}:${LINE}(?::${COLUMN})?: (?<message>(?:AAPT: )?(?:error: )?.+)$`,
        'u',
      ),
    },
    {
      // detekt before 1.20: the rule in front, the place at the end
      has: '] at ',
      regexp:
        /^\s{1,8}(?<message>(?<code>[A-Z]\w{2,60}) - .{0,200}\]) at (?<path>\S.{0,400}\.kts?):(?<line>\d{1,7}):(?<column>\d{1,6})$/,
      severity: 'error',
    },
    {
      // detekt, ktlint: no severity, but the rule
      regexp:
        /^(?<path>(?=\S)[^:"<>|?\t]{1,400}\.kts?):(?<line>\d{1,7}):(?<column>\d{1,6}):? (?<message>\S.*?) [[(](?<code>[\w:-]{3,80}|cannot be auto-corrected)[\])]$/,
      severity: 'error',
      untimed: true,
    },
  ],
  begins: [String.raw`WorkflowScript: \d`, String.raw`(?:Build|Settings|Script) file '`],
  starts: [String.raw`(?:error|warning) file=`, String.raw`[ew]: (?:\[|file:|[/*.A-Za-z])`],
}
