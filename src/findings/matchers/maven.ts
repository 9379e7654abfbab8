import type { Family } from './family.js'
import { COLUMN, LINE, PATH, severityOf } from './words.js'

/** `[unchecked] text`, `[deprecation] text` */
const LINT = /^\[[a-z][a-z-]{2,30}\] /
const LEVEL = String.raw`\[(?<severity>ERROR|WARNING|WARN|FATAL)\]\s{1,4}`

/** Maven's plugins print the level in front: `[ERROR] path:[12,5] text`. */
export const maven: Family = {
  tools: 'Maven, its compiler, Kotlin, Checkstyle, SpotBugs and PMD plugins, Error Prone',
  reads: {
    en: '`[ERROR] path:[12,5] text`, problems of a `pom.xml`, reports of the plugins',
    zh: '`[ERROR] path:[12,5] text`、`pom.xml` 的问题以及各插件的报告',
  },
  forms: [
    {
      regexp: new RegExp(
        `^(?:.{0,60}?${LEVEL})?(?!.{0,60}\\[(?:INFO|DEBUG)\\])${PATH}:\\s?[\\[(]${LINE}(?:,\\s?${COLUMN})?[\\])]:?\\s{0,4}` +
          `(?:(?:error|warning|错误|警告)[:：] )?(?<message>.*)$`,
        'u',
      ),
      // What javac's lint says is a warning, also where the level stands above.
      severity: ({ severity, message = '' }) =>
        severity === undefined && LINT.test(message) ? 'warning' : severityOf(severity),
    },
    {
      // Checkstyle with the rule at the end, also through Gradle's Ant task
      has: ']',
      regexp: new RegExp(
        `^(?:\\[(?:ant:)?checkstyle\\] )?${LEVEL}${PATH}:${LINE}(?::${COLUMN})?: (?<message>.+) \\[(?<code>[A-Za-z]\\w{2,60})\\]$`,
        'u',
      ),
    },
    {
      // Problems of a model: the text, and the place at the end
      has: ', line ',
      regexp:
        /^(?:\[(?<severity>ERROR|WARNING|FATAL)\] )(?<message>.{1,1000}?) {1,2}@ (?:[^\s,]{1,200}, )?(?<path>(?:\/|[A-Za-z]:[\\/]|\*{3})[^,]{1,400}pom\.xml), line (?<line>\d{1,7}), column (?<column>\d{1,6})$/,
      severity: ({ severity }) => severityOf(severity),
    },
    {
      // A model that can not be read
      has: ' POM ',
      regexp: new RegExp(
        `^\\[(?:FATAL|ERROR)\\] (?<message>(?:Non-parseable|Malformed) POM ${PATH}: .{1,1000}?) {1,2}@ line ${LINE}, column ${COLUMN}$`,
        'u',
      ),
      severity: 'error',
    },
    {
      // SpotBugs names the class and the file's name
      has: ':[line',
      regexp:
        /^\[(?<severity>ERROR|WARNING|WARN)\] (?:(?:High|Medium|Low): )?(?<message>.{1,800}?) \[(?<class>[\w.$]{1,300})\].{0,300}?\b(?<file>[\w$]{1,200}\.(?:java|kt|scala|groovy)):\[lines? (?<line>\d{1,7})(?:-\d{1,7})?\] ?(?<code>[A-Z]\w{2,80})?$/,
      path: ({ class: name = '', file = '' }) => inPackage(name, file),
      partial: true,
    },
    {
      // Surefire's summary; its stacks may stand in files alone
      has: '[ERROR]   ',
      regexp:
        /^\[ERROR\] {3}(?<class>\w{1,200})(?:\$\w{1,200})*\.(?<code>\w{1,300}):(?<line>\d{1,7}) (?<message>[^»\s].*)$/,
      path: ({ class: name = '' }) => `${name}.java`,
      partial: true,
      failure: true,
      severity: 'error',
    },
    {
      // SpotBugs and PMD by themselves, also through Gradle and Ant
      has: ':[line',
      regexp:
        /^[HML] [A-Z] (?<code>[A-Z][A-Z\d_]{2,80}) \w{1,20}: (?<message>\S.{0,800}?)\s{1,4}(?:At|In) (?<path>[\w$]{1,200}\.(?:java|kt|scala|groovy)):\[lines? (?<line>\d{1,7})(?:-\d{1,7})?\]$/,
      partial: true,
      severity: 'warning',
    },
    {
      has: ':\t',
      regexp: new RegExp(`^${PATH}:${LINE}:\\t(?<code>[A-Z]\\w{2,80}):\\t(?<message>\\S.*)$`, 'u'),
      severity: 'warning',
    },
    {
      has: 'PMD Failure: ',
      regexp:
        /^(?:\[(?:ERROR|WARNING|WARN|INFO)\] )?PMD Failure: (?<class>[\w.$]{1,300}):(?<line>\d{1,7}) Rule:(?<code>\w{1,100}) Priority:\d (?<message>.+)$/,
      path: ({ class: name = '' }) => inPackage(name, `${lastPart(name)}.java`),
      partial: true,
      severity: 'warning',
    },
    {
      has: 'CPD Failure: ',
      regexp:
        /^(?:\[\w{4,7}\] )?CPD Failure: (?<message>Found .+ at locations: (?<path>.{1,400}) line (?<line>\d{1,7}))$/,
      severity: 'warning',
    },
  ],
  starts: [String.raw`\[ERROR\] {3}\w{1,200}[.$]\w`],
  begins: [String.raw`Non-parseable POM `, String.raw`PMD Failure: `, String.raw`CPD Failure: `],
}

/** `acme.Cart$Row` and `Cart.java`: acme/Cart.java. */
function inPackage(name: string, file: string): string {
  return [...name.split('.').slice(0, -1), file].join('/')
}

function lastPart(name: string): string {
  return (name.split('.').at(-1) ?? '').replace(/\$.*$/, '')
}
