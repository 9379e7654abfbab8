import type { JournalEntry, RunRef } from '../../core/index.js'
import { isObject } from '../../text/index.js'
import { stateStore } from './state-store.js'

const LONGEST_TEXT_CHARS = 2_048
const MOST_FIELDS = 32

/** How far a supervised run got, for the post step. */
export const stateJournal = stateStore<JournalEntry>({ key: 'journal', version: 1, entryOf })

function entryOf(fields: Readonly<Record<string, unknown>>): JournalEntry | undefined {
  const { phase, since } = fields
  if (phase === 'left' || phase === 'finished' || phase === 'not-started') return { phase }
  if (typeof since !== 'number' || !Number.isFinite(since) || since < 0) return undefined
  if (phase === 'starting') {
    const { request } = fields
    return { phase, since, ...(typeof request === 'string' && { request }) }
  }
  if (phase !== 'running' && phase !== 'stopping' && phase !== 'lost') return undefined
  const run = runRefOf(fields['run'])
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
