import type { Status } from '../../core/index.js'

const STEP_SIGNS: Readonly<Record<string, string>> = {
  succeeded: '✅',
  failed: '❌',
  running: '🔄',
  stopped: '🛑',
  'not-started': '⚪️',
}

const STEP_WORDS: Readonly<Record<string, string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  running: 'running',
  stopped: 'stopped',
  'not-started': 'not started',
}

/** A step's sign; a word of the service's own has a neutral one. */
export function stepSign(status: string): string {
  return Object.hasOwn(STEP_SIGNS, status) ? (STEP_SIGNS[status] ?? '❔') : '❔'
}

/** Our word for a step's status; undefined for one of the service's own. */
export function stepWord(status: string): string | undefined {
  return Object.hasOwn(STEP_WORDS, status) ? STEP_WORDS[status] : undefined
}

export const VERDICT_SIGNS: Readonly<Record<Status, string>> = {
  started: '🚀',
  done: '✅',
  waiting: '⏸️',
  succeeded: '✅',
  reused: '♻️',
  failed: '❌',
  stopped: '🛑',
  'timed-out': '⏰',
  lost: '❓',
  'left-running': '🔄',
  'not-started': '❌',
  checked: '☑️',
}
