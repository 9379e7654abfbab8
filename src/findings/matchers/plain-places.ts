import type { Family } from './family.js'
import type { Groups } from './form.js'
import { COLUMN, GO_REMARK, LINE } from './words.js'

/** A path of one word, relative or absolute, with an ending or of a hidden file. */
const PATH = String.raw`(?<path>(?:[A-Za-z]:[\\/])?[^\s:"'<>|?()[\]]{0,400}\.[A-Za-z][\w+-]{0,15})`
/** What belongs to another message, or is no complaint. */
const ASIDE = new RegExp(
  [
    String.raw`^(?:note|info|information|hint|help|remark|debug|trace|notice|suggestion|anmerkung|hinweis|nota|remarque|примечание)(?![\p{L}\d_])`,
    String.raw`^(?:附?注|備?註|备注|提示|信息|情報|メモ)`,
    String.raw`^(?:(?:previous|first|also|was) )?(?:defin|declar|includ|import|expand|instantiat|call|referenc|requir)[a-z]{0,6} (?:here|from|by|at|in)\b`,
    String.raw`^(?:in|at|from|while|see|candidate|here)\b`,
    // Splint
    String.raw`^(?:fresh |(?:implicitly )?only )?storage .{1,200} (?:becomes?|released|allocated|kept|passed|exposed|shared)\b`,
    // Code of a listing, numbers.
    String.raw`^(?!\([a-z]+\) )[-+*=>|{}()\]<#/\\.,;]|^\d[\d.,]*\s?\p{L}{0,3}(?:\s|$)`,
    String.raw`^(?:message|optimized|missed|suppressed) ?(?::|$)|^\(?[Ee]ach undefined|^message TS\d`,
    // That all is well, or what a program does.
    String.raw`^(?:ok|okay|pass(?:ed)?|skip(?:ped)?|done|success(?:ful)?|succeeded|(?:un)?changed|(?:re)?formatted|fixed|valid|(?:re)?loaded|accepted|(?:dis)?connected|listening|started|stopped|retry(?:ing)?)(?:\W{0,3}$|(?: in| on)? \d)|^context:`,
    GO_REMARK,
  ].join('|'),
  'iu',
)
const WARNS =
  /^(?:[A-Z][a-z]{1,30}){2,8}:|^\W{0,2}(?:[WCRI](?:\d{4})?|D00\d|[Ww]arn(?:ing)?|[Ss]tyle|[Cc]onvention|[Rr]efactor)\b|[Mm]isspell|Unknown word|[Ss]pelling|[Tt]ypo\b|whitespace|[Ii]ndentation|[Ll]ine (?:is )?too long|[Dd]eprecated|^possible unwanted|\b(?:slower|faster) than\b/
/** What a program raised or warned of while it ran, rather than a rule. */
const RAISED = /^(?!Syntax|Parse|Indentation|Tab)\w{1,80}(?:Exception|Error|Warning|Failure): /
const SAYS = /\p{L}{2}/u

/**
 * Tools that nobody listed mostly print a place in the form of GNU, with a column, and a message without a severity. A
 * column tells them from the logs of applications, which name the line of their own source at most.
 */
export const plainPlaces: Family = {
  tools: 'Any other tool that names a column',
  reads: {
    en: '`path:12:5: text`, `[path:12:5] text`, `path[12, 5]: text`, `path(12,5): text`',
    zh: '`path:12:5: text`、`[path:12:5] text`、`path[12, 5]: text`、`path(12,5): text`',
  },
  forms: [
    `^\\s{0,8}${PATH}:${LINE}[:.,]${COLUMN}(?:-\\d{1,7}(?:[:.,]\\d{1,6})?)?(?::| {1,12}-|(?= \\[[CEFRW]\\] )) (?<message>\\S.*)$`,
    // Rust's `dbg!` shows values so.
    `^\\s{0,8}\\[(?![^\\]]{1,400}\\.rs:)${PATH}:${LINE}:${COLUMN}\\]:? (?<message>\\S.*)$`,
    `^\\s{0,8}${PATH}(?:\\[${LINE}, ?${COLUMN}\\]|\\((?<line2>\\d{1,7}), ?(?<column2>\\d{1,6})\\)): (?<message>\\S.*)$`,
    // Only with a rule's code or name where there is no column.
    `^\\s{0,8}${PATH}:${LINE}:? (?<message>(?:\\[(?:[A-Z]{1,8}-?\\d{2,6}|invalid-syntax)\\]|[A-Z]{1,6}-?\\d{3,6}:?|(?:[A-Z][a-z]{2,30}){2,8}:|\\[[CEFRW]\\d{0,4}(?:, [^\\]]{0,200})?\\]) \\S.*)$`,
    // Pug, Spectral: the severity, or nothing, behind a blank.
    `^\\s{0,8}${PATH}:${LINE}:${COLUMN} {1,3}(?<severity>[Ee]rror|ERROR|[Ww]arning|WARN(?:ING)?):? {1,3}(?<message>\\S.*)$`,
    `^\\s{0,8}(?<path>[^\\s:]{1,400}\\.(?:pug|jade)):${LINE}:${COLUMN} (?<message>[A-Z].*)$`,
    // Ant; what javac said stands above already
    `^(?<path>\\S{0,400}\\bbuild[\\w.-]{0,40}\\.xml):${LINE}: (?<message>(?!Compile failed|The following error occurred|Java returned)[A-Za-z]\\S* \\S.*)$`,
    // flex
    `^(?<path>[^\\s:]{1,400}\\.(?:l|ll|lex)):${LINE}: (?<message>[a-z]\\S*,? \\S.*)$`,
    // The form that older compilers of Unix and generators of parsers share
    `^(?:js: )?"(?<path>[^"]{1,400}\\.[A-Za-z][\\w+-]{0,15})", line ${LINE}(?:,? col(?:umn)? ${COLUMN})?: (?:(?<severity>warning): )?(?<message>[^\\s:].*)$`,
    // Fasterer
    `^(?<path>[^\\s:]{1,400}\\.rb):${LINE} (?<message>[A-Z].* (?:slower|faster) than .*)$`,
    // rpmlint
    `^(?<path>[^\\s:]{1,400}\\.spec):${LINE}: (?<severity>[EW]): (?<message>[a-z]{2,20}-\\S.*)$`,
  ].map((source) => ({ regexp: new RegExp(source, 'u'), severity: severityIn, untimed: true })),
}

function severityIn(groups: Groups): 'error' | 'warning' | undefined {
  const { severity, message = '', column, column2 } = groups
  if (severity !== undefined) return /^w/i.test(severity) ? 'warning' : 'error'
  if (column === undefined && column2 === undefined && RAISED.test(message)) return undefined
  if (ASIDE.test(message) || !SAYS.test(message)) return undefined
  return WARNS.test(message) ? 'warning' : 'error'
}
