import type { InputGroup } from '../../../inputs/index.js'

/** For the calls that take it. */
export const logLevelInput: InputGroup<'log-level', 'INFO' | 'DEBUG'> = {
  table: { 'log-level': { default: 'INFO' } },
  read: (sheet) => sheet.choice<'INFO' | 'DEBUG'>('log-level', ['INFO', 'DEBUG']),
}
