import { ActionError } from './errors.js'
import type { JournalEntry } from './journal-entry.js'
import type { Journal } from './ports.js'
import type { RunWords } from './run.js'

/**
 * Writes an entry, and returns the error if that fails: without the entry the post step can't know the run, and would
 * leave it running.
 */
export function journaled(
  journal: Journal,
  entry: JournalEntry,
  { run }: RunWords,
): ActionError | undefined {
  try {
    journal.save(entry)
    return undefined
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return new ActionError('bad-input', `The state of this step can't be written: ${reason}`, {
      hint: `Check whether the disk of the runner is full: without that state the post step could not stop a ${run} that is left.`,
      delivery: 'not-delivered',
      cause: error,
    })
  }
}
