import type { Severity } from './finding.js'

/** As compilers print them, also in the language of a Chinese or Japanese build machine. */
const ERRORS = [
  'fatal error',
  'internal compiler error',
  'syntax error',
  'error',
  'fatal',
  'err',
  '致命错误',
  '错误',
  'エラー',
]
const WARNINGS = ['warning', 'warn', '警告']

export const SEVERITY_WORD = [...ERRORS, ...WARNINGS].join('|')

export function severityOf(word: string): Severity {
  return WARNINGS.includes(word.trim().toLowerCase()) ? 'warning' : 'error'
}
