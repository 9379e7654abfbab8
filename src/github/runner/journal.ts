import { saveState } from '@actions/core'
import type { Journal, JournalEntry, RunRef } from '../../core/index.js'
import { isObject } from '../../text/index.js'

const KEY = 'journal'
const VERSION = 1
const LONGEST_ENTRY_CHARS = 16_384
const LONGEST_TEXT_CHARS = 2_048
const MOST_FIELDS = 32

/** Appends to the runner's state file at once; of several entries the last one counts. */
export const stateJournal: Journal = {
  save(entry: JournalEntry): void {
    saveState(KEY, JSON.stringify({ v: VERSION, ...entry }))
  },
}

/**
 * What main left for the post step: nothing when main never began. Guarded field by field, because a line of
 * remote output that reached the runner raw could have forged it.
 */
export function loadJournal(env: NodeJS.ProcessEnv): JournalEntry | 'unreadable' | undefined {
  const text = env[`STATE_${KEY}`] ?? ''
  if (text === '') return undefined
  if (text.length > LONGEST_ENTRY_CHARS) return 'unreadable'
  try {
    return entryOf(JSON.parse(text)) ?? 'unreadable'
  } catch {
    return 'unreadable'
  }
}

function entryOf(value: unknown): JournalEntry | undefined {
  if (!isObject(value) || value['v'] !== VERSION) return undefined
  const { phase, since } = value
  if (phase === 'left' || phase === 'finished' || phase === 'not-started') return { phase }
  if (typeof since !== 'number' || !Number.isFinite(since) || since < 0) return undefined
  if (phase === 'starting') return { phase, since }
  if (phase !== 'running' && phase !== 'stopping' && phase !== 'lost') return undefined
  const run = runRefOf(value['run'])
  return run && { phase, since, run }
}

function runRefOf(value: unknown): RunRef | undefined {
  if (!isObject(value)) return undefined
  const fields = Object.entries(value)
  if (fields.length === 0 || fields.length > MOST_FIELDS || !fields.every(isRefField))
    return undefined
  return Object.fromEntries(fields)
}

function isRefField(field: [string, unknown]): field is [string, string | number] {
  const [name, value] = field
  if (!/^[A-Za-z][0-9A-Za-z_-]{0,63}$/.test(name)) return false
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value === 'string' && value.length <= LONGEST_TEXT_CHARS
}
