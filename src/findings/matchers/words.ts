import type { Severity } from '../finding.js'

/** As compilers print them, also in the languages of other build machines (gcc's and javac's translations). */
const ERRORS = [
  'fatal error',
  'internal compiler error',
  'internal error',
  'syntax error',
  'parse error',
  'parser error',
  'namespace error',
  'compile error',
  'error',
  'fatal',
  'err',
  '致命的错误',
  '致命错误',
  '编译错误',
  '错误',
  '嚴重錯誤',
  '錯誤',
  '致命的エラー',
  'エラー',
  '오류',
  'schwerwiegender Fehler',
  'Fehler',
  'erreur fatale',
  'erreur',
  'error fatal',
  'errore fatale',
  'errore',
  'erro fatal',
  'erro',
  'фатальная ошибка',
  'ошибка',
  'błąd',
  'hata',
]
const WARNINGS = [
  'warning',
  'warn',
  'style',
  'performance',
  'portability',
  '警告',
  '경고',
  'Warnung',
  'attention',
  'avertissement',
  'advertencia',
  'aviso',
  'attenzione',
  'avviso',
  'предупреждение',
  'ostrzeżenie',
  'uyarı',
]
/** A word of another encoding, whose bytes are no UTF-8. */
const UNREADABLE = String.raw`\ufffd{2,8}`

/** Longer ones first: some begin as others do. */
export const SEVERITY_WORD = [...ERRORS, ...WARNINGS]
  .sort((one, other) => other.length - one.length)
  .concat(UNREADABLE)
  .join('|')

const WARNING_WORDS = new Set(WARNINGS.map((word) => word.toLowerCase()))

export function severityOf(word: string | undefined): Severity {
  return WARNING_WORDS.has((word ?? '').trim().toLowerCase()) ? 'warning' : 'error'
}

/** Room for a path: none of the characters that no path of a source has, and no blank before it. */
export const PATH = String.raw`(?<path>(?=\S)(?:file:/{1,3})?(?:/?[A-Za-z]:[\\/])?[^:"<>|?\t]{1,400}?)`
/** What a message says a path and a line by. */
export const LINE = String.raw`(?<line>\d{1,7})`
export const COLUMN = String.raw`(?<column>\d{1,6})`

/** Endings of sources, but for those of the JVM, that loggers name as compilers do. */
export const LOGGED_SOURCES = 'c|cc|cpp|cxx|h|hpp|py|go|rs|rb|php|cs|swift|[cm]?[jt]sx?'
/** What Go's compiler did of its own accord, which `-gcflags=-m` prints. */
export const GO_REMARK = String.raw`^(?:can inline|inlining call to|leaking param|moved to heap)\b|(?:escapes to heap|does not escape)$`

/** Times, addresses and numbers have colons and digits, too: a source has a name with an ending, or a known one. */
const SOURCE =
  /(?:\.[A-Za-z][\w+-]{0,15}|akefile|ockerfile|enkinsfile|ustfile|(?:^|[\\/])(?:BUILD|WORKSPACE|[A-Z][a-z]{2,12}file|\.\w{1,20}rc))$/

export function isSource(path: string): boolean {
  return SOURCE.test(path)
}
